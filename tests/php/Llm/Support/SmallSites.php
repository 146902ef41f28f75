<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\Support;

/** Pages of three fictitious companies, in the form of search results: a restaurant, a dentist and a shop in two languages. */
final class SmallSites {

	/** @var array<string, array{language: string, pages: array<string, string>}> */
	private const SITES = [
		'restaurant' => [
			'language' => 'fr',
			'pages'    => [
				'Contact'         => "Restaurant Le Tilleul\n14 bis, place de l’Église\n31000 Toulouse\nTél. : "
					. "05.61.22.33.44\ncontact@letilleul.example\nRéservations par téléphone uniquement, de 9h à 11h et de 15h à 17h.",
				'Horaires'        => "Ouvert midi et soir du mercredi au dimanche.\nService de 12h à 14h et de 19h à 22h.\nFermeture "
					. 'annuelle : du 1er au 21 août.',
				'Mentions légales' => 'Le site est édité par la SARL Le Tilleul. Hébergeur : Serveurs du Nord, 2 rue des Câbles, 59100 '
					. 'Roubaix. Téléphone : 09 72 10 10 07.',
				'Groupes'         => "Nous accueillons les groupes jusqu’à 40 personnes. Nous n’acceptons pas :\nles animaux\nles "
					. "chèques\nle versement d’arrhes en espèces",
			],
		],
		'dentist'    => [
			'language' => 'en',
			'pages'    => [
				'Visit us'      => "Our practice is opposite the town hall, in the old post office.\nUnit 4, 27 Market Street, Harrogate HG1 "
					. "1QE\nCall 01423 555 012 or email reception@smiles.example.",
				'Opening times' => "Mon-Thu 8.30am - 5.30pm\nFri 8.30am - 4pm\nSat and Sun closed",
				'Fees'          => "Check-up: £48\nHygienist: £65\nWhite filling: from £120\nWe do not offer:\nOrthodontics for "
					. "children.\nGeneral anaesthetic.",
				'Questions'     => "## How long does a check-up take?\nAbout 20 minutes.\n\n## How long does whitening last?\nBetween one and "
					. 'three years, depending on diet.',
				'Privacy'       => 'Write to the data protection officer at privacy@smiles.example or 9 Paper Lane, Leeds LS1 4AP.',
			],
		],
		'shop'       => [
			'language' => 'en',
			'pages'    => [
				'Delivery' => "We deliver to France, Belgium and Switzerland.\n\n## Delivery times\nFrance: 2 to 3 working days\nBelgium: 4 "
					. "working days\nSwitzerland: 7 working days, customs included\n\n## Delivery costs\nFrance: €4.90, free from "
					. "€60\nBelgium: €8.50\nSwitzerland: €14.00\n\n## A damaged parcel\nNote the damage. We replace the item at our "
					. "cost.\n\n## Following your parcel\nThe tracking number is sent by e-mail when the parcel leaves us.",
				'Returns'  => "You may return an unused item within 30 days.\n\n## What cannot be returned\nTents that were slept in.\nBoots "
					. 'that were worn outside.',
				'Warranty' => "Our products carry a warranty beyond the law.\n\n## How long it lasts\nTents: 5 years\nBoots: 2 years\nStoves: "
					. "10 years\n\n## Making a claim\nIf a warranty repair lasts more than 7 days we lend you a tent.",
				'Payment'  => 'We accept Visa, Mastercard, PayPal and, in the shop, cash up to €1,000.',
			],
		],
		'boutique'   => [
			'language' => 'fr',
			'pages'    => [
				'Livraison' => "Nous livrons en France, en Belgique et en Suisse.\n\n## Délais de livraison\nFrance : 2 à 3 jours "
					. "ouvrés\nBelgique : 4 jours ouvrés\nSuisse : 7 jours ouvrés, douane comprise\n\n## Frais de livraison\nFrance : 4,90 "
					. "€, offerts dès 60 €\nBelgique : 8,50 €\nSuisse : 14 €\n\n## Suivre votre colis\nLe numéro de suivi est envoyé "
					. 'par e-mail quand le colis part.',
				'Retours'   => "Vous pouvez retourner un article non utilisé sous 30 jours.\n\n## Ce qui ne peut pas être retourné\nLes "
					. "tentes où l’on a dormi.\nLes chaussures portées dehors.",
				'Garantie'  => "Nos produits sont garantis au-delà de la loi.\n\n## Durée\nTentes : 5 ans\nChaussures : 2 ans\nRéchauds : "
					. "10 ans\n\n## Faire jouer la garantie\nSi une réparation sous garantie dure plus de 7 jours, nous vous prêtons une tente.",
				'Paiement'  => 'Nous acceptons les cartes, PayPal et, au magasin, les espèces jusqu’à 1 000 €.',
			],
		],
	];

	/** A question to one of the sites; its passages are in the order of the pages. */
	public static function asking( string $site, string $question, float $confidence = 0.8 ): Asking {
		$of     = self::SITES[ $site ];
		$asking = Asking::for( $question )->in( 'fr' === $of['language'] ? 'fr_FR' : 'en_US' );
		foreach ( $of['pages'] as $title => $text ) {
			$asking->with_passage( $title, $text, $confidence, $of['language'] );
		}
		return $asking;
	}
}
