<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\ContactDetector;
use Aaia\Chatbot\Language\Weekdays;

/**
 * The practical questions that small sites get most often: address, contact, opening hours, payment, tracking of parcels. French and
 * English.
 *
 * Such questions share few words with the page that answers ("Where are you?" - "12 High Street"), so each kind has patterns of its
 * questions, the words pages use for it, and patterns of its answers. All patterns apply to folded text.
 */
enum PracticalKind {

	case Parcel;
	case Payment;
	case Email;
	case Phone;
	case Hours;
	case Contact;
	case Place;

	private const FIRM = '(?:(?:your|the|votre|vos|ton|le|la|les|l) )?(?:physical |actual |main |retail )?(?:shop|shops|store|stores|'
		. 'office|offices|company|business|firm|place|showroom|headquarters|premises|magasins?|boutiques?|bureaux?|entreprise|societe|'
		. 'locaux|agence|siege|etablissement|cabinet|restaurant|hotel|salon|garage|atelier|workshop|clinic|practice|gallery|museum|musee|'
		. 'galerie|campsite|camp site|camping|school|ecole|studio|farm|ferme|gite|hostel|auberge|gym|theatre|cinema|library|bibliotheque|'
		. 'academy|academie|bakery|boulangerie|cafe|venue|brasserie)';

	/** Words of sentences about third parties: the hosting company, the data protection officer. */
	private const SOMEBODY_ELSE = '/\b(heberge\w*|hosting|hosted by|mediat\w+|ombudsman|cnil|data protection|protection des donnees)\b/';

	/** Legal pages, whose addresses are not meant for visitors. */
	private const SMALL_PRINT = '/\b(mentions|legal\w*|privacy|confidentialite|vie privee|cookies|cgv|cgu|conditions|terms|imprint|'
		. 'impressum|donnees personnelles)\b/';

	/** Whether it asks how to get in touch; "When can I call you?" asks for hours. */
	public function is_way_of_contact(): bool {
		return self::Phone === $this || self::Email === $this || self::Contact === $this;
	}

	public function matches_question( string $question ): bool {
		$you = '(?:you|u|we|there|' . self::FIRM . ')';
		return 1 === preg_match(
			match ( $this ) {
				self::Parcel  => '/\bwhere(?: is|s| are)? (?:my|our|the) (?:order|parcel|package|delivery|shipment)s?\b|\b(?:track|follow) '
					. '(?:my |an |the |a )?(?:order|parcel|package|delivery|shipment)\b|\btracking (?:number|link)\b|\bou (?:en )?(?:est|sont|se '
					. 'trouve) (?:ma|mon|mes|notre) (?:commandes?|colis|livraison|paquet)\b|\b(?:suivre|suivi) (?:de )?(?:ma |mon |la |une |le |'
					. 'un )?(?:commande|colis|livraison|paquet)\b|\b(?:numero|lien) de suivi\b/',
				self::Payment => '/\bhow (?:can|do|could|may|should) (?:i|we|you) pay$|\b(?:payment|paying) (?:methods?|options?|means|'
					. 'types?)\b|\b(?:methods?|means|ways?|forms?) (?:of|to) pay(?:ment)?s?\b|\b(?:moyens?|modes?|types?) de (?:paiements?|'
					. 'payements?|reglements?)\b|\bcomment (?:payer|regler|(?:puis je|peut on|je peux|on peut) (?:payer|regler))$/',
				self::Email   => '/\b(?:e ?mail|mail|courriel)s?\b.*\b(?:add?resse?s?|what|your|you|votre|vos|vous|quel|pls|please|svp)\b|'
					. '\b(?:add?resse?|your|you|votre|what|quel\w*) (?:\w+ ){0,3}(?:e ?mail|mail|courriel)\b|\b(?:vous|t) ecrire\b|\bwrite to '
					. 'you\b|^(?:e ?mail|mail|courriel)$/',
				self::Phone   => '/\b(?:phone|telephone|tel|mobile) (?:number|no|numero|line)\b|\b(?:numeros?|num|no) (?:de )?(?:telephone|tel|'
					. 'mobile|portable)\b|\b(?:your|you|votre|what|quel\w*) (?:\w+ ){0,2}(?:phone|telephone|tel)\b|\b(?:phone|telephone|'
					. 'tel)\b.*\b(?:you|your|vous|votre)\b|\b(?:call|ring|phone|telephone) (?:you|u)\b|\b(?:vous|t) (?:appeler|telephoner?|'
					. 'appelle)\b|\bnumber (?:to|can i|do i|should i) call\b|\bnumero (?:a |pour |puis je )?(?:vous )?(?:appeler|joindre)\b|'
					. '\b(?:votre|your) num(?:ber|ero)\b|^(?:phone|telephone|tel)$|\b(?:joindre|reach|contacter) (?:\w+ )?(?:par|by) (?:phone|'
					. 'telephone)\b/',
				self::Hours   => '/\b(?:opening|business|working|office|shop|store) (?:hours|times?|days)\b|\bhoraires?\b|\b(?:heures?|jours?) '
					. 'd (?:ouverture|fermeture)\b|\b(?:are|r|is|etes|est|sont|you|vous) (?:\w+ ){0,3}(?:open|closed|opened|ouverts?|ouvertes?|'
					. 'fermes?|fermees?)\b|\b(?:when|time|hour|till|until|quand|heures?|jours?) (?:\w+ ){0,4}(?:open|opens|close|closes|closed|'
					. 'shut|ouvr\w+|ouverts?|fermez|ferme|ferment)\b|\b(?:open|opens|ouverts?|ouvrez|fermez) (?:on|at|le|a quelle|jusqu|quand|'
					. 'today|tomorrow|demain|aujourd|this|during|pendant|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|'
					. 'wednesday|thursday|friday|saturday|sunday|weekends?)\b|^(?:your )?hours$/',
				self::Contact => '/\b(?:contact|reach|email|join) (?:with )?(?:you|u)\b|\b(?:get in touch|get hold of you|contact (?:details|'
					. 'information|info))\b|\b(?:vous|te) (?:contacter|joindre)\b|\b(?:vos|votre) (?:coordonnees|contact)\b|^(?:contact|'
					. 'coordonnees)$|\b(?:contacter|joindre) ' . self::FIRM . '\b/',
				self::Place   => '/\bwhere (?:abouts )?(?:(?:are|r|is|s|re) (?:\w+ )??' . $you
					. '\b(?! (?:made|from|shipping|delivering))|(?:can|do|could|may) (?:i|we) (?:find|visit|meet) ' . $you
					. '\b)|\bhow (?:do|can|could|to|should) ?(?:i|we)? ?(?:get|come|drive|travel|walk) (?:to )?' . $you
					. '\b|\b(?:your|the|what|postal|street|full|shop|store) (?:\w+ ){0,2}add?ress?e?s?\b|\b(?:your|the) (?:address|location)\b|\b(?:you|'
					. self::FIRM
					. ') (?:located|based|situated)\b|\badd?resse? (?:of|du|de la|de l|de) (?:the |this |your )?'
					. self::FIRM . '\b|^(?:add?resse?|location|directions|adresse postale|plan d acces)$|\bou (?:etes|est|se '
					. 'trouve|se situe|sont|se trouvent|se situent)(?: vous| situes?| bases?)*(?: '
					. self::FIRM
					. '| vous)?(?: situes?\w*| bases?\w*)?$|\b(?:etes|est|sont) (?:vous|il|elle)s? (?:situes?|situee|bases?|installes?)\b|\bvous '
					. '(?:etes|trouvez) ou\b|\b(?:ou|comment) (?:vous|peut on vous|puis je vous) (?:trouver?|trouvez|rejoindre|situez)\b|\bou se '
					. '(?:trouve|situe|trouvent|situent) '
					. self::FIRM . '\b|\bou (?:etes vous|est) ' . self::FIRM
					. '\b|\b(?:votre|vos|quelle est l|c est quoi l|l) add?resse?s?\b|\bcomment (?:venir|se rendre|aller|arriver|acceder|vous '
					. 'rejoindre)\b.*\b(?:vous|'
					. self::FIRM . '|magasin|boutique|atelier)\b|\bitineraire\b/',
			},
			$question
		);
	}

	/**
	 * Returns words of pages that answer such questions, to be added to the search query.
	 *
	 * @param string $language `fr`, else English.
	 */
	public function page_terms( string $language ): string {
		$french = 'fr' === $language;
		return match ( $this ) {
			self::Parcel  => $french ? 'suivi colis numéro de suivi commande' : 'tracking number parcel follow order',
			self::Payment => $french
				? 'paiement acceptons carte bancaire espèces virement PayPal'
				: 'payment we accept card cash bank transfer PayPal',
			self::Email   => $french ? 'contact adresse e-mail courriel écrire nous contacter' : 'contact e-mail address write to us contact us',
			self::Phone   => $french ? 'contact téléphone appeler nous contacter' : 'contact telephone phone call contact us',
			self::Hours   => $french ? 'horaires ouverture ouvert fermé du lundi au samedi' : 'opening hours open closed Monday to Saturday',
			self::Contact => $french ? 'contact nous contacter téléphone e-mail' : 'contact us telephone e-mail',
			self::Place   => $french ? 'adresse rue nous trouver contact magasin accès' : 'address street find us contact shop located',
		};
	}

	/** Whether a folded word is common in such questions and does not make them more specific. */
	public function is_generic_word( string $word ): bool {
		$own = match ( $this ) {
			self::Parcel  => 'orders?|parcels?|packages?|delivery|shipments?|commandes?|colis|livraison|paquet|track\w*|follow|suivi|suivre|'
				. 'number|numero|link|lien|ou|en|where',
			self::Payment => 'pay\w*|methods?|options?|means|ways?|forms?|types?|moyens?|modes?|paiements?|payements?|reglements?|regler|'
				. 'accept\w*|possible|available|disponibles?|proposez|offer',
			self::Email   => 'e|mails?|emails?|courriels?|adresse|address|adress|ecrire|write',
			self::Phone   => 'phones?|telephone\w*|tel|mobile|portable|num|number|numero|call|calling|ring|appel\w*|joindre|contacter|reach|line',
			self::Hours   => 'open\w*|clos\w+|shut|hours?|times?|horaires?|heures?|ouv\w+|ferm\w+|when|till|today|tonight|tomorrow|now|'
				. 'aujourd|hui|demain|soir|maintenant|actuellement|days?|jours?|weeks?|semaine|business|working|usually|currently|store|shop|'
				. 'magasin|boutique|evenings?|mornings?|afternoons?|noon|lunch\w*|nights?|matins?|matinee|soirs?|soiree|apres|midis?|nuits?|pendant|during|over|fetes?|periode|season|on',
			self::Contact => 'contact\w*|reach|touch|join|joindre|coordonnees|details|hold|email|quickly|facilement',
			self::Place   => 'address|adresse|adresses|adress|located|location|situ\w+|based?s?|install\w+|find|visit|trouv\w+|directions|'
				. 'ou|where|abouts|postal\w*|street|full|exact\w*|venir|rendre|aller|acceder|arriver|rejoindre|itineraire|come|drive|travel|'
				. 'walk|acces|plan|meet|physical|branch\w*|both|each|all|every|two|three|deux|trois|chaque|toutes?|tous|agences?|succursales?|antennes?',
		};
		$any = 'restaurant|hotel|salon|garage|campsite|camping|school|ecole|studio|farm|ferme|gite|hostel|auberge|gym|theatre|cinema|'
			. 'library|bibliotheque|academy|academie|bakery|boulangerie|cafe|venue|brasserie|'
			. 'practice|clinic|cabinet|gallery|galerie|museum|musee|etablissement|shops?|stores?|offices?|'
			. 'company|business|firm|place|showroom|premises|sites?|website|magasins?|boutiques?|bureaux?|entreprise|societe|locaux|agence|'
			. 'etablissement|siege|headquarters|need|besoin|cherche|cherchez|recherche|know|tell|give|get|want|wanna|like|looking|pls|plz|'
			. 'hi|hey|hello|question|quick|exactly|customer|service|client|clients|donner|dire|indiquer|connaitre|souhaite|aimerais|peux|'
			. 'whats|wheres|c|est|quoi|team|someone|equipe|chez|r|u|ur|there|best|way|direct\w*|trouver|trouve|find|info|information|'
			. 'informations|main';
		return 1 === preg_match( '/^(?:' . $own . '|' . $any . ')$/', $word );
	}

	/**
	 * Confidence that a text contains the answer, 0 to 1.
	 *
	 * @param string $text    Folded.
	 * @param string $heading Folded text above it.
	 */
	public function strength( string $text, string $heading ): float {
		$strength = match ( $this ) {
			self::Parcel  => 1 === preg_match(
				'/\b(?:tracking|track|suivi|suivre)\b.*\b(?:number|numero|link|lien|e.?mail|sms|parcel|package|colis|order|commande|account|compte|espace)\b|\b(?:numero|lien) de suivi\b/',
				$text,
			) ? 1.0 : 0.0,
			self::Payment => $this->payment( $text ),
			self::Email   => [] !== ContactDetector::emails( $text ) ? 1.0 : 0.0,
			self::Phone   => $this->has_phone( $text ) ? 1.0 : 0.0,
			self::Contact => max( $this->has_phone( $text ) ? 1.0 : 0.0, [] !== ContactDetector::emails( $text ) ? 1.0 : 0.0 ),
			self::Hours   => $this->hours( $text, $this->matches_heading( $heading ) ),
			self::Place   => $this->place( $text ),
		};
		if ( $strength > 0.0 && 1 === preg_match( self::SMALL_PRINT, $heading ) ) {
			$strength -= 0.4;
		}
		return 1 === preg_match( self::SOMEBODY_ELSE, $text . ' ' . $heading ) ? 0.0 : max( 0.0, $strength );
	}

	/** Whether a title or heading announces this kind of answer. */
	public function matches_heading( string $heading ): bool {
		return 1 === preg_match(
			match ( $this ) {
				self::Parcel => '/\b(track\w*|follow\w*|suivi|suivre)\b/',
				self::Payment => '/\b(pay\w*|paiements?|reglements?)\b/',
				self::Hours => '/\b(hours?|horaires?|open\w*|ouvert\w*|when we)\b/',
				self::Place => '/\b(contact\w*|address|adresses?|find us|location|acces|trouver|where|venir|visit|plan|person|sur place|courrier)\b/',
				default     => '/\b(contact\w*|phone|telephone|joindre|touch|e?.?mails?|call|coordonnees)\b/',
			},
			$heading
		);
	}

	private function has_phone( string $text ): bool {
		$has_number = [] !== ContactDetector::telephones( $text )
			|| 1 === preg_match( '/\b(?:tel|telephone|phone|call|appelez)\b\D{0,20}\d{2,4}(?:[ .-]?\d{2,4}){1,4}/', $text );
		return $has_number && !(
			1 === preg_match( '/\b(?:fax|siret|siren|iban|vat|tva)\b/', $text )
			&& 1 !== preg_match( '/\b(?:tel|telephone|phone|call)\b/', $text )
		);
	}

	/** Confidence grows with the number of means of payment; a single one is often mentioned in passing. */
	private function payment( string $text ): float {
		$means = preg_match_all(
			'/\b(?:visa|mastercard|master card|american express|amex|cb|carte bleue|cartes?(?: bancaires?)?|credit cards?|debit cards?|cards?|cash|especes|liquide|cheques?|checks?|virements?|bank transfers?|wire transfers?|paypal|apple pay|google pay|prelevements?|direct debit|invoice|sepa|twint|klarna|bitcoin)\b(?! (?:cadeaux?|d identite|de fidelite))/',
			$text,
		);
		return match ( true ) {
			$means >= 3 => 1.0,
			2 === $means => 0.6,
			default      => 0.0,
		};
	}

	private function hours( string $text, bool $is_announced ): float {
		$time = 1 === preg_match(
			'/\b\d{1,2} ?(?:h\b|h ?\d{2}|:\d{2}|a\.?m\b|p\.?m\b|heures?\b|o.clock)|\b\d{1,2}[.:]\d{2} ?(?:a\.?m|p\.?m|-|to|a)\b|\b(?:midi|noon|24 ?\/ ?7|7 ?j)\b/',
			$text,
		);
		$day  = [] !== Weekdays::named_in( $text ) || 1 === preg_match(
			'/\b(?:every day|daily|tous les jours|weekdays|weekends?|week end|jours? feries?|holidays?|semaine|24 ?\/ ?7)\b/',
			$text,
		);
		$open = 1 === preg_match( '/\b(?:open\w*|closed|closes?|ouver\w+|ouvr\w+|ferm\w+|horaires?|hours)\b/', $text );
		return match ( true ) {
			$day && ( $time || $open )          => 1.0,
			$time && ( $open || $is_announced ) => 0.9,
			default                             => 0.0,
		};
	}

	private function place( string $text ): float {
		$street = 1 === preg_match(
			'/\b\d{1,4}(?: ?(?:bis|ter|[a-d]))?,? (?:rue|avenue|av\.?|boulevard|bd|place|chemin|route|quai|impasse|allee|cours|square(?! m)|passage|faubourg|ruelle)\b|\b\d{1,5}[a-d]?,? (?:[\p{L}\'’.-]+ ){1,4}(?:street|st|road|rd|avenue|ave|lane|ln|square(?! m)|drive|dr|boulevard|blvd|way|place|court|row|close|crescent|terrace|hill|gardens|parade|quay|highway)\b|\b\p{L}+(?:strasse|straße|straat|gasse|platz|weg) \d|\b(?:via|calle|plaza|piazza|corso|avenida|strada) \p{L}/u',
			$text,
		);
		$code   = 1 === preg_match(
			'/(?<![€$£\d] )\b(?:f-|l-|b-|ch-|d-)?\d{5},? (?!euros?\b|eur\b|km\b|m2\b)\p{L}{3,}|\b[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}\b|\b[a-z]{2} \d{5}\b/u',
			$text,
		);
		$said   = 1 === preg_match(
			'/\b(?:we are (?:located |based )?(?:in|at|on|near|opposite)|located (?:in|at|on)|find us (?:in|at|on)|(?:nous )?sommes (?:situes |installes |bases )?(?:a|au|dans|en face)|(?:situee?s?|installee?s?) (?:a|au|dans|en face)|se trouv\w+ (?:a|au|dans|en face|rue|place))\b/',
			$text,
		);
		return match ( true ) {
			$street && $code => 1.0,
			$street          => 0.9,
			$code            => 0.75,
			$said            => 0.55,
			default          => 0.0,
		};
	}
}
