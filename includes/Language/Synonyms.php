<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/**
 * Synonyms used by visitors and sites, French and English together, folded.
 *
 * Limited to what nearly every site is asked about (prices, hours, delivery, returns ...), so that "combien coûte" finds "tarifs".
 */
final class Synonyms {

	private const GROUPS = [
		'prix tarif tarifs cout couts coute coutent couter frais montant price prices pricing cost costs fee fees rates',
		'horaire horaires heures ouvert ouverts ouverte ouvertes ouverture ouvre ouvrez open opening opens hours',
		'telephone tel telephoner appeler telephonique phone call',
		'mail email mails emails courriel courriels',
		'livraison livraisons livrer livre livrez livrons livres expedition expeditions expedier expediez envoi delivery '
			. 'deliver delivers delivered deliveries shipping ship shipped',
		'retour retours retourner retourne retournes retournee retournez renvoyer renvoyez renvoi rendre rends rendu rapporter '
			. 'rapporte ramener ramene return returns returned returning',
		'remboursement remboursements rembourser rembourse remboursez refund refunds refunded',
		'paiement paiements payement payer payez regler reglement pay paying payment payments',
		'magasin magasins boutique boutiques shop shops store stores',
		'adresse adresses situe situes situee address located location',
		'annuler annulez annulation cancel cancellation cancelling',
		'garantie garanties garanti warranty guarantee guaranteed',
		'delai delais duree dure long lasts',
		'reduction reductions remise remises promo promotion promotions rabais discount discounts coupon',
		'rent rents rental rentals renting hire hires hiring louer louez loue location locations',
		'fix fixes fixing repair repairs repaired repairing reparer reparation reparations repare reparez depannage depanner',
		'parcel parcels package packages colis',
		'park parking parkings garer stationner stationnement',
		'reprise reprises reprendre reprenez reprend reprenons exchange trade buyback',
		'ancien anciens ancienne anciennes vieux vieil vieille vieilles old used usage usages occasion',
		'track tracking suivi suivre',
		'fonde fondee fonder creer cree creee creation founded founder establish established',
		'recharge recharger rechargez charge charger charging charges',
		'couvre couvrir couvert couverte couverts couvertes cover covers covered covering',
		'cash especes espece liquide',
		'noel christmas decembre december',
		'damaged broken abime abimes abimee abimees endommage endommagee casse cassee',
		'rdv reserver reservation reservations appointment appointments book booking bookings',
		'office offices premises bureau bureaux locaux',
		'leave holidays vacation vacations conges vacances',
		'staff employee employees employe employes worker workers salarie salaries personnel serveur serveurs team people person '
			. 'persons persone personnes personne gens',
		'computer computers laptop laptops pc desktop ordinateur ordinateurs',
		'association associations charity charities nonprofit profit profits ngo',
		'iphone ios ipad ipados',
		'android smartphone mobile phone portable',
		'boss owner ceo leads lead head manager patron dirige dirigeant directeur chef gerant responsable responsables',
		'end ends ended over finish finished finishes fin termine terminee finit',
		'begin begins start starts started beginning debut commence commencer debute',
		'try trial test tester testing essai essais essayer essaie essayez',
		'data datas files information donnees fichiers',
		'file files fichier fichiers document documents',
		'dog dogs pet pets animal animals chien chiens animaux',
		'cat cats chat chats pet pets',
		'child children kid kids enfant enfants baby bebe bebes',
		'baby babies infant infants bebe bebes',
		'food meal meals eat dinner lunch repas manger nourriture diner dejeuner',
		'breakfast breakfasts dejeuners',
		'alcohol wine beer alcool vin biere boissons boisson drink drinks',
		'toilet toilets restroom restrooms wc bathroom toilettes sanitaires',
		'shower showers douche douches',
		'room rooms chambre chambres bedroom',
		'wifi internet',
		'car cars vehicle vehicles voiture voitures vehicule vehicules',
		'bus tram train metro subway station stop arret gare',
		'bike bikes bicycle bicycles cycle velo velos bicyclette',
		'lost lose loses perdu perdue perdus perdre perds perdez perd egare',
		'stolen theft thefts vol vole voles robbed',
		'ill illness sick sickness malade malades maladie maladies disease',
		'doctor doctors medical medecin medecins medicale certificat',
		'cancel cancelled terminate terminates termination annule annulee resilier resiliation resiliez resilie arreter '
			. 'desabonner unsubscribe quit',
		'change changing changer modifier modification move moved moving reporter deplacer report swap postpone reschedule',
		'extend extended extension prolonger prolongation prolongez renew renewal renouveler renouvellement',
		'register registration registering inscription inscrire inscrit enregistrer enregistrement sign',
		'late delay delayed retard retards',
		'full complet complete complets plein',
		'waiting attente queue',
		'beginner beginners debutant debutants',
		'gift gifts present cadeau cadeaux',
		'voucher vouchers coupon bon bons card certificate',
		'deposit deposits caution acompte arrhes',
		'instalment instalments installment installments echeances mensualites',
		'insurance insured assurance assure assures',
		'student students etudiant etudiants',
		'unemployed seeker seekers jobseeker demandeur demandeurs emploi chomeur chomeurs',
		'senior seniors retired pensioner pensioners retraite retraites',
		'disabled disability wheelchair wheelchairs handicap handicape handicapes handicapee roulant fauteuil pmr accessible '
			. 'accessibility accessibilite',
		'lift elevator ascenseur',
		'party parties celebration fete fetes anniversaire birthday birthdays',
		'allergy allergies allergic allergie allergique allergene',
		'vegetarian vegan vegetarien vegetarienne vegetariens vegane veganes',
		'size sizes taille tailles dimension dimensions',
		'weight weigh weighs poids pese peser heavy',
		'length longueur',
		'width largeur',
		'height hauteur tall',
		'colour color colours colors couleur couleurs coloris',
		'brand brands make makes marque marques',
		'model models modele modeles',
		'speed fast vitesse rapide',
		'range autonomie far',
		'distance far loin',
		'language languages langue langues',
		'teacher teachers instructor instructors teach teaches taught professeur professeurs prof profs enseigne enseigner '
			. 'moniteur formateur',
		'course courses class classes lesson lessons workshop workshops cours atelier ateliers stage stages',
		'training formation formations',
		'certificate diploma certification diplome diplomes',
		'level niveau niveaux',
		'age ages old',
		'photo photos picture pictures image images',
		'film filming video videos filmer',
		'hacked breach breached hack violation incident pirate',
		'password passwords passe',
		'locked blocked bloque bloquee verrouille',
		'wrong incorrect faux fausse errone false',
		'fails failed failure failures failing echoue echec echecs declined refused',
		'error errors erreur erreurs fault faults panne pannes',
		'outage outages downtime panne pannes indisponibilite interruption',
		'report reports reporting signaler signalement rapport',
		'reward rewards bounty recompense recompenses prime',
		'support assistance help aide',
		'send sends sent posted post mail envoyer envoi envoye envoyes',
		'receive received recevoir recu',
		'quick quickly fast rapidement vite rapide soon',
		'cheap cheaper cheapest inexpensive moins economique',
		'expensive dear cher chere couteux',
		'bigger larger upgrade upgrading superieure',
		'smaller downgrade downgrading inferieure',
		'limit limits maximum max limite limites plafond',
		'smallest minimum mini',
		'unlimited illimite illimitee',
		'invoice invoices bill bills facture factures receipt',
		'tax taxes vat tva',
		'salary wage wages pay salaire salaires',
		'founded started founder created cree creee ne nee fonde',
		'download downloads telecharger telechargement',
		'install installs installation installer installez setup set',
		'print printed printing imprimer imprime impression',
		'delete deleted deleting remove removed supprimer supprime suppression efface effacer',
		'keep keeps kept stored store retain retained retention garder garde gardez gardons conserve conserver conservation conserves',
		'backup backups sauvegarde sauvegardes',
		'hosted hosting stored located hebergees heberge hebergement heberges',
		'summer ete',
		'winter hiver',
		'seasonal season saisonniere saisonnier saison',
		'pause pausing suspend suspended freeze interrompre suspendre',
		'weekly week semaine hebdomadaire',
		'monthly month mois mensuel mensuelle mensuels mensuelles',
		'yearly annual annually year annuel annuelle annuelles annee',
		'daily day jour quotidien',
		'bring bringing carry apporter amener apportez emporter',
		'wear clothes clothing shoes tenue vetements chaussures',
		'alone single solo seul seule seuls',
		'group groups groupe groupes',
		'company companies business businesses firm entreprise entreprises societe societes',
		'quote quotes estimate estimates devis estimation',
		'competent jurisdiction court tribunal',
		'second seconde deuxieme',
		'half moitie demi',
		'tyre tyres tire tires pneu pneus',
		'puncture punctures crevaison crevaisons creve flat',
		'tube tubes chambre chambres',
		'gears gear vitesses derailleur',
		'brake brakes frein freins',
		'helmet helmets casque casques',
		'lock locks antivol cadenas',
		'adjust adjusting adjustment reglage reglages regler regle reglez',
		'mount fitting mounted monter montage',
		'wash washing cleaning clean nettoyage nettoyer lavage laver',
		'weather rain storm pluie orage meteo',
		'refund refunded reimbursement argent money',
		'lend lends lending loan borrow preter pretez pret prete emprunter',
		'exchange swap swaps echanger echange echangent echangez',
		'accommodation stay overnight night sleep dormir hebergement nuit loger',
		'smoking smoke fumer fumeur',
		'swim swimming pool piscine nager baignade',
		'heated heating chauffee chauffe chauffage',
		'towel towels sheets linge serviettes draps',
		'arrival arrive arriving arrivee arriver checkin',
		'departure depart leaving checkout partir',
		'visit visits visiter visite visites tour',
		'ticket tickets billet billets entree entrees',
		'membership member members adhesion adherent membre membres',
		'wedding weddings mariage mariages',
		'prescription ordonnance ordonnances',
		'emergency emergencies urgent urgence urgences',
		'appointment consultation consultations rendez',
		'dentist dentiste dentistes teeth tooth dents dent',
		'pain hurts hurt douleur mal',
		'hair cut haircut coupe coiffure cheveux',
		'plant plants plante plantes',
		'garden gardens jardin jardins',
		'holiday closed ferie feries public',
		'lawyer notary avocat notaire',
		'electricity power electricite electrique',
		'water eau',
		'sibling siblings brother brothers sister sisters fratrie frere freres soeur soeurs',
		'job jobs hiring recruit recruitment emploi recrutement recrutez embauche poste postes career careers vacancy vacancies',
	];

	/** A stem of words that mean two things: "beginner" and "begin". */
	private const TWO_MEANINGS = 'begin';

	/** @var array<string, list<int>> */
	private readonly array $groups;

	public function __construct() {
		$groups = [];
		foreach ( self::GROUPS as $number => $words ) {
			foreach ( explode( ' ', $words ) as $word ) {
				$groups[ $word ][] = $number;
			}
		}
		$this->groups = $groups;
	}

	/** Least letters of a mistyped word. */
	private const MISTYPED = 6;

	/** The word of a group that a folded word is, mistyped: one error, or two of its letters swapped; null when there is none. */
	public function nearest( string $word ): ?string {
		foreach ( strlen( $word ) < self::MISTYPED ? [] : array_keys( $this->groups ) as $known ) {
			$known = (string) $known;
			if (
				$known[0] === $word[0]
				&& abs( strlen( $known ) - strlen( $word ) ) <= 1
				&& ( EditDistance::between( $word, $known, 1 ) <= 1 || self::are_swapped( $word, $known ) )
			) {
				return $known;
			}
		}
		return null;
	}

	private static function are_swapped( string $one, string $other ): bool {
		return count_chars( $one, 1 ) === count_chars( $other, 1 ) && 2 === levenshtein( $one, $other );
	}

	/**
	 * The stems of the words that share a group with a word of this stem.
	 *
	 * @return list<string>
	 */
	public function stems_beside( string $stem ): array {
		$stems = [];
		foreach ( self::TWO_MEANINGS === $stem ? [] : self::GROUPS as $words ) {
			$found = str_contains( " $words", " $stem" ) ? explode( ' ', $words ) : [];
			$found = array_map( Stemmer::stem( ... ), $found );
			$stems = in_array( $stem, $found, true ) ? [ ...$stems, ...$found ] : $stems;
		}
		return array_values( array_unique( $stems ) );
	}

	/** Whether two folded words share a synonym group; a word may be in several ("location" is a place in English, a hire in French). */
	public function are_synonyms( string $a, string $b ): bool {
		return isset( $this->groups[ $a ], $this->groups[ $b ] ) && [] !== array_intersect( $this->groups[ $a ], $this->groups[ $b ] );
	}
}
