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
	];

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

	/** Whether two folded words share a synonym group; a word may be in several ("location" is a place in English, a hire in French). */
	public function are_synonyms( string $a, string $b ): bool {
		return isset( $this->groups[ $a ], $this->groups[ $b ] ) && [] !== array_intersect( $this->groups[ $a ], $this->groups[ $b ] );
	}
}
