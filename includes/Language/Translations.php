<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/**
 * Common words of sites in English and French, folded: enough to find a page that exists only in the other language. Words that both
 * languages spell nearly alike ("commission", "partner") need none. Pure.
 */
final class Translations {

	/** English words, then French ones, of the same thing. */
	private const PAIRS = [
		'how much|combien', 'price prices cost costs fee|prix cout coute tarif frais', 'month monthly|mois mensuel',
		'year yearly annual|an annee annuel',
		'week weekly|semaine', 'day days|jour jours', 'hour hours|heure heures', 'wall|mural murale', 'clock clocks|pointeuse horloge pendule',
		'reader|lecteur', 'broken fault faulty|panne defaut casse casse', 'replace replaced|remplace remplacee remplacer',
		'court courts|tribunal cour',
		'tell told inform|prevenir informer avis', 'change changes|changement changer modification', 'customer customers client|client clients',
		'share|part action', 'company|societe entreprise', 'law legal|loi legal juridique', 'hire rent rental|location louer',
		'buy purchase|acheter achat',
		'sell sale|vendre vente', 'install installation fitting|pose installation', 'delivery deliver shipping|livraison livrer expedition',
		'return returns|retour renvoyer', 'refund refunds|remboursement rembourser', 'payment pay paid|paiement payer',
		'card|carte', 'bank|bancaire banque',
		'cash|especes liquide', 'invoice bill|facture', 'order orders|commande', 'opening open|ouverture ouvert', 'closed close|ferme fermeture',
		'address|adresse', 'phone telephone|telephone', 'write|ecrire', 'training course courses|formation cours',
		'lesson class classes|cours lecon',
		'children child kids|enfants enfant', 'adult adults|adulte adultes', 'family|famille', 'group groups|groupe groupes',
		'people person persons|personnes personne',
		'room rooms|chambre salle', 'bed|lit', 'night nights|nuit nuits', 'breakfast|dejeuner', 'lunch|dejeuner',
		'dinner|diner', 'meal meals|repas', 'kitchen|cuisine',
		'drink drinks|boisson boissons', 'wine|vin', 'bread|pain', 'market|marche', 'tour visit|visite',
		'walk|promenade marche', 'storm|orage tempete', 'rain|pluie',
		'weather|meteo temps', 'summer|ete', 'winter|hiver', 'spring|printemps', 'autumn fall|automne',
		'holiday holidays|vacances conges', 'booking book reservation|reservation reserver',
		'cancel cancellation|annuler annulation', 'deposit|acompte caution', 'discount reduction|reduction remise',
		'free|gratuit', 'gift|cadeau', 'voucher vouchers|bon bons',
		'warranty guarantee|garantie', 'repair repairs|reparation reparer', 'bike bikes bicycle|velo velos',
		'car cars|voiture voitures', 'parking park|parking stationnement',
		'train|train', 'station|gare', 'key keys|cle cles', 'lost lose|perdu perdre', 'stolen theft|vole vol',
		'insurance|assurance', 'contract agreement|contrat accord',
		'partner partners|partenaire partenaires', 'first|premiere premier', 'second|deuxieme seconde', 'remain stay|rester',
		'need needed|faut besoin necessaire', 'account accounts|compte comptes',
		'report|signaler signalement rapport', 'vulnerability flaw fault|faille', 'security|securite', 'reward|recompense',
		'critical|critique', 'publish publication|publier publication',
		'wait waiting|attendre attente', 'before|avant', 'after|apres', 'receive receives|recevoir recoit touche',
		'become|devenir', 'work job|travail emploi', 'salary wage|salaire',
		'employee staff|salarie employe', 'team|equipe', 'teacher|professeur', 'student|etudiant', 'school|ecole',
		'exam|examen', 'certificate|certificat attestation', 'internship internships placement|stage stages',
		'weeks|semaines', 'begin start starts|commence debut', 'end ends|fin', 'last long duration|dure duree',
		'age old|age ans', 'size|taille', 'weight weigh|poids pese', 'length|longueur', 'width|largeur', 'height|hauteur',
		'speed|vitesse', 'colour color|couleur', 'paper|papier', 'letter|lettre', 'form|formulaire', 'file files|fichier',
		'screen|ecran', 'network|reseau', 'power plug electric|electrique prise courant',
		'water|eau', 'heating|chauffage', 'swimming pool|piscine', 'garden|jardin', 'house home|maison', 'tent|tente',
		'pitch|emplacement', 'dog dogs|chien chiens', 'cat cats|chat chats', 'pet pets animals|animaux',
		'fish|poisson', 'meat|viande', 'vegetable vegetables|legume legumes', 'cheese|fromage', 'doctor|medecin',
		'dentist|dentiste', 'tooth teeth|dent dents', 'appointment|rendez vous', 'emergency|urgence',
		'prescription|ordonnance', 'pain|douleur mal', 'health|sante', 'shoes|chaussures', 'clothes|vetements',
		'bag bags luggage|bagage bagages sac', 'ticket tickets|billet billets', 'entrance entry|entree',
		'member members|membre adherent',
		'subscription|abonnement', 'law liability|responsabilite', 'late delay|retard', 'interest|interets',
		'capital|capital', 'owner|proprietaire', 'manager director|responsable directeur',
		'founded founder|fonde fondateur cree',
		'quickly fast quick|rapidement vite', 'money|argent', 'half|moitie demi', 'damage damaged|abime endommage',
		'stop|arreter', 'lend loan|preter pret', 'clean cleaning|nettoyage', 'wheelchair accessible|fauteuil accessible',
		'lift elevator|ascenseur',
		'demo demonstration|demonstration', 'pass exam succeed|reussi reussite', 'funding financing|financement',
		'candidate candidates|candidat candidats',
	];

	/**
	 * What the words of a question are called in the other language; nothing for words that have no translation here.
	 *
	 * @param list<string> $words     Folded.
	 * @param list<string> $languages Of the question: `fr` or `en`; for others there are none.
	 *
	 * @return list<OtherWords>
	 */
	public static function of( array $words, array $languages ): array {
		$stems = [];
		foreach ( array_intersect( [ 'en', 'fr' ], $languages ) as $language ) {
			foreach ( self::PAIRS as $pair ) {
				[ $english, $french ] = explode( '|', $pair );
				[ $own, $other ]      = 'en' === $language ? [ $english, $french ] : [ $french, $english ];
				foreach ( array_intersect( explode( ' ', $own ), $words ) as $word ) {
					$stems[ $word ] = [ ...$stems[ $word ] ?? [], ...array_map( Stemmer::stem( ... ), explode( ' ', $other ) ) ];
				}
			}
		}
		return array_map(
			static fn( int|string $word, array $others ): OtherWords => new OtherWords(
				[ (string) $word ],
				array_values( array_unique( $others ) ),
				OtherWordsKind::Translation,
			),
			array_keys( $stems ),
			$stems,
		);
	}

	/** Whether a folded word of one of the languages means the other word, of the other language. */
	public static function mean_the_same( string $one, string $other ): bool {
		foreach ( self::PAIRS as $pair ) {
			[ $english, $french ] = explode( '|', " $pair " );
			$french               = " $french";
			$english             .= ' ';
			if (
				( str_contains( $english, " $one " ) && str_contains( $french, " $other " ) )
				|| ( str_contains( $english, " $other " ) && str_contains( $french, " $one " ) )
			) {
				return true;
			}
		}
		return false;
	}
}
