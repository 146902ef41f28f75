<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/** Countries that visitors ask about and pages list, in French and English. Pure. */
final class Countries {

	/** Folded names of the same country; the first two are shown, in English and in French. */
	private const NAMES = [
		'Germany|Allemagne', 'Austria|Autriche', 'Belgium|Belgique', 'Bulgaria|Bulgarie', 'Croatia|Croatie', 'Cyprus|Chypre',
		'Czechia|Tchéquie|Czech Republic',
		'Denmark|Danemark', 'Spain|Espagne', 'Estonia|Estonie', 'Finland|Finlande', 'France|France', 'Greece|Grèce',
		'Hungary|Hongrie', 'Ireland|Irlande', 'Italy|Italie',
		'Latvia|Lettonie', 'Lithuania|Lituanie', 'Luxembourg|Luxembourg', 'Malta|Malte',
		'Netherlands|Pays-Bas|Holland|Hollande', 'Poland|Pologne', 'Portugal|Portugal',
		'Romania|Roumanie', 'Slovakia|Slovaquie', 'Slovenia|Slovénie', 'Sweden|Suède', 'Norway|Norvège', 'Iceland|Islande',
		'Switzerland|Suisse', 'Monaco|Monaco', 'Andorra|Andorre',
		'United Kingdom|Royaume-Uni|UK|Great Britain|England|Angleterre|Britain', 'Scotland|Écosse', 'Wales|Pays de Galles',
		'Ukraine|Ukraine', 'Turkey|Turquie',
		'Morocco|Maroc', 'Algeria|Algérie', 'Tunisia|Tunisie', 'Senegal|Sénégal', 'Egypt|Égypte',
		'South Africa|Afrique du Sud', 'Israel|Israël', 'United States|États-Unis|USA|America|Amérique',
		'Canada|Canada', 'Quebec|Québec', 'Mexico|Mexique', 'Brazil|Brésil', 'Argentina|Argentine', 'Japan|Japon',
		'China|Chine', 'India|Inde', 'South Korea|Corée du Sud', 'Australia|Australie',
		'New Zealand|Nouvelle-Zélande', 'Singapore|Singapour', 'Corsica|Corse', 'Guadeloupe|Guadeloupe',
		'Martinique|Martinique', 'Réunion|La Réunion', 'French Guiana|Guyane', 'Mayotte|Mayotte',
	];

	/**
	 * The countries that a text names.
	 *
	 * @return list<array{en: string, fr: string}> Each once.
	 */
	public static function named_in( string $text ): array {
		$folded = ' ' . TextFolder::fold( $text ) . ' ';
		$found  = [];
		foreach ( self::NAMES as $names ) {
			$names = explode( '|', $names );
			foreach ( $names as $name ) {
				if ( str_contains( $folded, ' ' . TextFolder::fold( $name ) . ' ' ) ) {
					$found[] = [ 'en' => $names[0], 'fr' => $names[1] ];
					break;
				}
			}
		}
		return $found;
	}
}
