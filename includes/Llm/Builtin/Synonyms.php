<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

/**
 * Words that visitors and sites use for the same thing, French and English together, folded.
 *
 * Only what nearly every site is asked about (prices, hours, delivery, returns ...), so that "combien coûte" finds "tarifs".
 */
final class Synonyms {

	private const GROUPS = [
		'prix tarif tarifs cout couts coute coutent couter frais montant price prices pricing cost costs fee fees rates',
		'horaire horaires heures ouvert ouverts ouverte ouvertes ouverture ouvre ouvrez open opening opens hours',
		'telephone tel telephoner appeler telephonique phone call',
		'mail email mails emails courriel courriels',
		'livraison livraisons livrer livre livrez livrons livres expedition expeditions expedier expediez envoi delivery deliver delivers delivered deliveries shipping ship shipped',
		'retour retours retourner renvoyer rendre return returns returning',
		'remboursement remboursements rembourser rembourse remboursez refund refunds refunded',
		'paiement paiements payement payer payez regler reglement pay paying payment payments',
		'magasin magasins boutique boutiques shop shops store stores',
		'adresse adresses situe situes situee address located location',
		'annuler annulez annulation cancel cancellation cancelling',
		'garantie garanties garanti warranty guarantee guaranteed',
		'delai delais duree dure long lasts',
		'reduction reductions remise remises promo promotion promotions rabais discount discounts coupon',
		'rdv reserver reservation reservations appointment appointments book booking bookings',
	];

	/** @var array<string, int> */
	private readonly array $group;

	public function __construct() {
		$group = [];
		foreach ( self::GROUPS as $number => $words ) {
			$group += array_fill_keys( explode( ' ', $words ), $number );
		}
		$this->group = $group;
	}

	/** The group of a folded word; null when it has none. */
	public function group_of( string $word ): ?int {
		return $this->group[ $word ] ?? null;
	}
}
