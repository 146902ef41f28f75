<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/**
 * Writes chat spelling as pages spell: "c koi ladresse" as "quel est l'adresse", "what's that gonna set me back" as "how much does it
 * cost". French and English. Pure.
 *
 * Only abbreviations, phonetic spellings and set ways of asking are written out. Colloquial words for a thing stay, since a page may use
 * them itself: Thesaurus knows what they mean. The rest of the message is not changed, apart
 * from the accents of small letters where anything was replaced.
 */
final class ChatSpelling {

	/** Characters read; a question is clear well before that. */
	private const LENGTH = 1000;

	/** Abbreviations and phonetic spellings => the words they stand for. Folded. */
	private const FRENCH = [
		'slt' => '', 'bjr' => '', 'bsr' => '', 'cc' => '', 'svp' => '', 'stp' => '', 'mdr' => '', 'lol' => '', 'ptdr' => '', 'euh' => '',
		'heu' => '', 'ben' => '', 'bah' => '', 'hein' => '', 'dites' => '', 'oups' => '', 'ouh' => '', 'pfff' => '', 'pff' => '',
		'dsl' => '', 'frr' => '', 'du coup' => '',
		'g' => 'j\'ai', 'jai' => 'j\'ai', 'gt' => 'j\'etais', 'c' => 'c\'est', 'cest' => 'c\'est', 'ces quoi' => 'c\'est quoi',
		's quoi' => 'c\'est quoi', 'ct' => 'c\'etait', 'chui' => 'je suis', 'chuis' => 'je suis', 'jsui' => 'je suis',
		'jsuis' => 'je suis', 'jveu' => 'je veux', 'jveux' => 'je veux', 'jvx' => 'je veux', 'jpeu' => 'je peux', 'jpeux' => 'je peux',
		'jpe' => 'je peux', 'jvoudrai' => 'je voudrais', 'jvoudrais' => 'je voudrais', 'jaimerai' => 'j\'aimerais',
		'jaimerais' => 'j\'aimerais', 'jcherche' => 'je cherche', 'jfais' => 'je fais', 'jdois' => 'je dois', 'jvais' => 'je vais',
		'jhabite' => 'j\'habite', 'jutilise' => 'j\'utilise', 'jarrive' => 'j\'arrive', 'ya' => 'il y a', 'y a' => 'il y a',
		'yaura' => 'il y aura', 'y aura' => 'il y aura', 'kan' => 'quand', 'qd' => 'quand', 'qan' => 'quand',
		'quan' => 'quand', 'kand' => 'quand', 'koi' => 'quoi', 'kwa' => 'quoi', 'quoa' => 'quoi', 'ki' => 'qui', 'ke' => 'que',
		'k' => 'que', 'q' => 'que', 'kel' => 'quel', 'kelle' => 'quelle', 'kels' => 'quels', 'kelles' => 'quelles', 'qel' => 'quel',
		'qelle' => 'quelle', 'esk' => 'est-ce que', 'eske' => 'est-ce que', 'esque' => 'est-ce que', 'esce' => 'est-ce',
		'est ke' => 'est-ce que', 'keske' => 'qu\'est-ce que', 'kesk' => 'qu\'est-ce que', 'kesque' => 'qu\'est-ce que',
		'pk' => 'pourquoi', 'pq' => 'pourquoi', 'pkoi' => 'pourquoi', 'prkoi' => 'pourquoi', 'pourkoi' => 'pourquoi',
		'cmt' => 'comment', 'coment' => 'comment', 'commen' => 'comment', 'coman' => 'comment', 'komen' => 'comment',
		'cmmt' => 'comment', 'cb' => 'combien', 'cmb' => 'combien', 'cbien' => 'combien', 'cmbien' => 'combien', 'combi1' => 'combien',
		'conbien' => 'combien', 'combient' => 'combien', 'konbien' => 'combien', 'kombien' => 'combien', 'bcp' => 'beaucoup',
		'tjs' => 'toujours', 'tjrs' => 'toujours', 'tjr' => 'toujours', 'tt' => 'tout', 'ttes' => 'toutes', 'tps' => 'temps',
		'tp' => 'temps', 'tem' => 'temps', 'de temp' => 'de temps', 'vs' => 'vous', 'vou' => 'vous', 'ns' => 'nous', 'nou' => 'nous',
		'ds' => 'dans', 'dan' => 'dans', 'pr' => 'pour', 'pour kan' => 'pour quand', 'ac' => 'avec', 'avc' => 'avec', 'avek' => 'avec',
		'mdp' => 'mot de passe', 'num' => 'numero', 'nro' => 'numero', 'adr' => 'adresse', 'adres' => 'adresse', 'adrese' => 'adresse',
		'adress' => 'adresse', 'rdv' => 'rendez-vous', 'msg' => 'message', 'pb' => 'probleme', 'auj' => 'aujourd\'hui',
		'ajd' => 'aujourd\'hui', 'ojd' => 'aujourd\'hui', 'ojourdui' => 'aujourd\'hui', 'aujourdhui' => 'aujourd\'hui',
		'dem1' => 'demain', '2m1' => 'demain', 'pdt' => 'pendant', 'mn' => 'minutes', 'jr' => 'jour', 'jrs' => 'jours',
		'qq' => 'quelques', 'qqch' => 'quelque chose', 'qqn' => 'quelqu\'un', 'qqun' => 'quelqu\'un', 'dispo' => 'disponible',
		'reduc' => 'reduction', 'reducs' => 'reductions', 'abo' => 'abonnement', 'cado' => 'cadeau', 'kdo' => 'cadeau',
		'kado' => 'cadeau', 'cados' => 'cadeaux', 'aprem' => 'apres-midi', 'aprèm' => 'apres-midi', 'ouver' => 'ouvert',
		'ouvers' => 'ouvert', 'ouverre' => 'ouvert', 'oci' => 'aussi', 'ossi' => 'aussi', 'kelkun' => 'quelqu\'un', 'pa' => 'pas',
		'pri' => 'prix', 'tro' => 'trop', 'avan' => 'avant', 'apre' => 'apres', 'jusqua' => 'jusqu\'a',
		'juska' => 'jusqu\'a', 'jusk' => 'jusqu\'', 'lundis' => 'lundi', 'samdi' => 'samedi', 'sameudi' => 'samedi',
		'sam' => 'samedi', 'dim' => 'dimanche', 'dimanch' => 'dimanche', 'vendredit' => 'vendredi', 'livrer ou' => 'livrez ou',
		'telefone' => 'telephone', 'tel' => 'telephone', 'tél' => 'telephone', 'fone' => 'telephone', 'oraire' => 'horaire',
		'oraires' => 'horaires', 'orère' => 'horaire', 'payment' => 'paiement', 'asap' => 'rapidement', 'ht' => 'hors taxes',
		'resa' => 'reservation', 'resas' => 'reservations', 'dej' => 'dejeuner', 'ptit dej' => 'petit-dejeuner', 'ptit' => 'petit',
		'ptite' => 'petite', 'appli' => 'application', 'anniv' => 'anniversaire', 'photocop' => 'photocopie', 'asso' => 'association',
		'assos' => 'associations', 'max' => 'maximum',
		'sem' => 'semaine', 'wk' => 'week-end', 'wkd' => 'week-end', 'pers' => 'personnes', 'fct' => 'fonctionne',
		'nb' => 'nombre', 'env' => 'environ', 'inscri' => 'inscrit', 'promo' => 'promotion',
		'promos' => 'promotions', 'info' => 'information', 'infos' => 'informations', 'kombi1' => 'combien',
		'kom' => 'comme', 'tte' => 'toute', 'jms' => 'jamais', 'tkt' => '', 'jss' => 'je suis',
		'fo' => 'faut', 'fau' => 'faut', 'fot' => 'faut', 'dispos' => 'disponibles', 'aler' => 'aller',
		'bb' => 'bebe', 'chb' => 'chambre', 'loc' => 'location', 'locs' => 'locations', 'clim' => 'climatisation', 'resto' => 'restaurant',
		'restos' => 'restaurants', 'elec' => 'electrique', 'temp' => 'temps', 'heur' => 'heure', 'ladresse' => 'l\'adresse',
	];

	private const ENGLISH = [
		'pls' => '', 'plz' => '', 'plse' => '', 'lol' => '', 'ugh' => '', 'hmm' => '', 'umm' => '', 'um' => '', 'uh' => '', 'oops' => '',
		'hiya' => '', 'btw' => '', 'tbh' => '', 'soz' => '',
		'argh' => '', 'yikes' => '', 'omg' => '', 'damn' => '', 'blimey' => '', 'erm' => '',
		'u' => 'you', 'ya' => 'you', 'yall' => 'you', 'ur' => 'your', 'r' => 'are', 'ru' => 'are you', 'yr' => 'year', 'yrs' => 'years',
		'wats' => 'what is', 'wich' => 'which', 'witch' => 'which', 'anytime' => 'at any time', 'whats' => 'what is',
		'wat' => 'what', 'wot' => 'what', 'wots' => 'what is', 'wen' => 'when',
		'whens' => 'when is', 'wer' => 'where', 'wheres' => 'where is', 'wher' => 'where', 'hw' => 'how', 'hows' => 'how is',
		'whos' => 'who is', 'dont' => 'do not', 'cant' => 'cannot', 'wont' => 'will not', 'isnt' => 'is not', 'doesnt' => 'does not',
		'didnt' => 'did not', 'arent' => 'are not', 'im' => 'i am', 'ive' => 'i have', 'youre' => 'you are', 'theres' => 'there is',
		'havent' => 'have not', 'hasnt' => 'has not', 'wanna' => 'want to', 'gonna' => 'going to', 'gotta' => 'have to',
		'lemme' => 'let me', 'gimme' => 'give me', 'dunno' => 'do not know', 'cuz' => 'because', 'coz' => 'because', 'txt' => 'text',
		'msg' => 'message', 'msgs' => 'messages', 'fone' => 'phone', 'fones' => 'phones', 'nr' => 'number', 'nbr' => 'number',
		'num' => 'number', 'tmrw' => 'tomorrow', 'tmr' => 'tomorrow', '2moro' => 'tomorrow', '2morrow' => 'tomorrow',
		'tomoro' => 'tomorrow', '2day' => 'today', '2nite' => 'tonight', 'tonite' => 'tonight', 'wknd' => 'weekend',
		'wkend' => 'weekend', 'hr' => 'hour', 'hrs' => 'hours', 'mins' => 'minutes', 'appt' => 'appointment', 'addy' => 'address',
		'adress' => 'address', 'adres' => 'address', 'acct' => 'account', 'pw' => 'password', 'pwd' => 'password', 'b4' => 'before',
		'thru' => 'through', 'payed' => 'paid', 'tak' => 'take', 'hav' => 'have', 'giv' => 'give', 'opn' => 'open', 'da' => 'the',
		'dat' => 'that', 'wif' => 'with', 'wiv' => 'with', 'mth' => 'month', 'mths' => 'months', 'wk' => 'week', 'wks' => 'weeks',
		'avail' => 'available', 'bday' => 'birthday', 'some1' => 'someone', 'any1' => 'anyone', 'max' => 'maximum',
		'approx' => 'about', 'bout' => 'about', 'til' => 'until', 'till' => 'until', 'w' => 'with', 'wo' => 'without',
		'pic' => 'photo', 'pics' => 'photos', 'specs' => 'specifications', 'frm' => 'from', 'abt' => 'about', 'shud' => 'should',
		'cud' => 'could', 'wud' => 'would', 'luv' => 'love', 'nite' => 'night', 'nites' => 'nights', 'gud' => 'good',
		'thier' => 'their', 'recieve' => 'receive', 'definately' => 'definitely', 'wether' => 'whether', 'saterday' => 'saturday',
		'munday' => 'monday', 'wensday' => 'wednesday', 'wendsday' => 'wednesday', 'thurs' => 'thursday', 'tues' => 'tuesday',
		'weds' => 'wednesday', 'aint' => 'is not', 'shouldnt' => 'should not', 'couldnt' => 'could not', 'wouldnt' => 'would not',
		'ppl' => 'people', 'pple' => 'people', 'info' => 'information', 'thx' => '',
		'ty' => '', 'rly' => 'really', 'no1' => 'nobody', 'gd' => 'good', 'cos' => 'because',
		'sumthing' => 'something',
		'teh' => 'the', 'hte' => 'the', 'ther' => 'there', 'adn' => 'and', 'taht' => 'that', 'waht' => 'what', 'whta' => 'what', 'hwo' => 'how',
		'cna' => 'can', 'yuo' => 'you', 'prob' => 'probably', 'chekin' => 'check-in', 'chekout' => 'check-out', 'checkout' => 'check-out',
		'checkin' => 'check-in', 'wkends' => 'weekends', 'bfast' => 'breakfast',
	];

	/** Ways of asking => the usual one. Patterns of unaccented text, without their delimiters. */
	private const FRENCH_PHRASES = [
		'\b(?:il )?(?:y a|a)?-?t-?il moyen (?:de|d\'|que)|\b(?:il y a |ya )?moyen (?:de |d\')' => 'peut-on ',
		'\bje fais quoi\b|\bon fait quoi\b|\bon fait comment\b|\bje fais comment\b|\b(?:koi|quoi) faire\b' => 'que faire',
		'\b(?:ca|cela|c\'est) (?:me |nous )?(?:coute|fait|revient a|vaut) combien\b|\bc\'est combien\b|\bvous prenez combien\b'
			. '|\b(?:il )?y en a pour combien\b|\bca (?:coute|vaut) cher\b|\bca (?:me|nous) revient a combien\b' => 'combien coute',
		'\bpour combien\b(?= *[?.!]*$)'                   => 'combien coute',
		'\b(?:a )?combien (?:s\'eleven?t?|se monten?t?|revien\w+|est facture\w*|sont factures?|'
			. '(?:factur|pren|demand)ez-vous)\b' => 'combien coute',
		'\bquelle somme (?:demandez-vous|faut-il|dois-je|doit-on)?|\bquel (?:est le )?montant (?:de|d\'|du|des)?' => 'combien coute ',
		'\ba quel endroit\b|\bdans quel endroit\b'      => 'ou',
		'\bcombien d\'attente\b'                         => 'combien de temps d\'attente',
		'\b(?:c\'est|ca fait) combien de temps\b'        => 'combien de temps',
		'\bq(?:u\')?est? ?(?:ce )?q\w* (?=(?:il|je|on|vous|faut)\b)|\bquesqu\w*[\' ]' => 'qu\'est-ce que ',
		'\b(?:carte bleue|ma cb|la cb|une cb|par cb|en cb)\b' => 'carte bancaire',
		'\b(?:il y aura|il y a) (?:encore )?(?:quelqu\'un|du monde)\b(?= (?:au|a la|a l|dans|chez|sur))' => 'ouvert',
		'\b(?:me|se|nous) (?:faire|fait|faites) (pirater|hacker)\b' => '$1',
		'\b(vous|nous) ete\b'                             => '$1 etes',
		'\bc\'est (?:quoi|koi)\b'                         => 'quel est',
		'\bc\'est ou\b'                                   => 'ou est',
		'\bc\'est qui\b'                                  => 'qui est',
		'\bc\'est quand\b'                                => 'quand est',
	];

	private const ENGLISH_PHRASES = [
		'\b(?:what(?:\'?s| is| will| would| does)? )?(?:that|it|this|they) (?:going to |will |would )?(?:set|put) (?:me|us) back\b'
			. '|\b(?:set|put) (?:me|us) back\b|\bwhat(?:\'s| is) the damage\b|\bwhat (?:do|would|does) (?:\w+ ){1,3}(?:run|go for|charge)\b'
				=> 'how much does it cost',
		'\byou (?:guys|lot|folks|people|all)\b'           => 'you',
		'(?:^|(?<=[,.!?]) ?)(?:hey |hi |hello )?(?:guys|folks|mate|bro|dude|buddy|pal)\b,? ?|,? (?:guys|folks|mate|bro|dude|buddy|pal)(?= *[?.!]*$)' => ' ',
		'\bare you (?:around|about|there|in)\b(?! (?:to|for the))' => 'are you open',
		'\b(?:is|will) (?:anyone|anybody|someone|somebody) (?:be )?(?:around|there|in)\b' => 'are you open',
		'\bhow (?:soon|quick(?:ly)?) (?=can|do|does|will|is|are|would)' => 'how long ',
		'\bwhat (?:do|would|will) (?:i|we) (?:owe|have to pay|need to pay)\b'
			. '|\bwhat(?:\'s| is| would be) the (?:amount|sum)\b' => 'how much does it cost',
		'\b(?:swing|stop|come|drop|pop) (?:by|in|over|round)\b' => 'come',
		'\bhalf an hour\b|\bhalf hour\b'                  => '30 minutes',
		'\b(?:in|for) (?:a|one) go\b'                     => 'at once',
	];

	/** Words before which an elided article is typed without its apostrophe ("ladresse", "jusqua"). */
	private const ELIDED = '/\b([ldjnmt]|qu)(?=(?:adresse|heures?|horaires?|abonnement|acces|argent|achat|annul\w+|assur\w+|essai|'
		. 'envoi|echang\w+|'
		. 'expedition|inscri\w+|install\w+|ouverture|entretien|e-?mail|enfants?|equipe|appareil|application|atelier|arriv\w+|avis|hotel|'
		. 'hiver|ecole|entree|examen|articles?|accueil|accompagn\w+|anniversaire|apres|assistance|avance|occasion|offre|option|objet|usage|'
		. 'utilis\w+|hebergement|etage|etranger|espace|export|import|attente|acompte|appel\w*|appli)\b)/iu';

	/**
	 * @param string $language BCP 47 primary language of the message, `fr` or `en`; for others the message is returned as it is.
	 *
	 * @return string The message itself where there is nothing to replace.
	 */
	public static function standard( string $text, string $language ): string {
		if ( 'fr' !== $language && 'en' !== $language ) {
			return $text;
		}
		$french = 'fr' === $language;
		$plain  = self::without_accents( mb_substr( $text, 0, self::LENGTH, 'UTF-8' ) );
		$result = $french ? (string) preg_replace( '/\b(par|en|la|ma|une|votre|sa) cb\b/i', '$1 carte bancaire', $plain ) : $plain;
		$result = self::with_words( $result, $french ? self::FRENCH : self::ENGLISH );
		if ( $french ) {
			$result = (string) preg_replace( self::ELIDED, "$1'", $result );
		}
		foreach ( $french ? self::FRENCH_PHRASES : self::ENGLISH_PHRASES as $said => $meant ) {
			$result = (string) preg_replace( '/' . $said . '/iu', $meant, $result );
		}
		return $result === $plain ? $text : trim( (string) preg_replace( '/\s+/u', ' ', $result ), " \t\n,;" );
	}

	/** Removes the accents of small letters and makes apostrophes straight. */
	private static function without_accents( string $text ): string {
		return (string) preg_replace_callback(
			'/[^\x00-\x7f\p{Lu}]+/u',
			static fn( array $found ): string => TextFolder::fold_letters( $found[0] ),
			str_replace( [ '’', '‘', '´', "\u{A0}", "\u{202F}" ], [ "'", "'", "'", ' ', ' ' ], Text::valid( $text ) ),
		);
	}

	/**
	 * Replaces words, and pairs of words.
	 *
	 * @param array<int|string, string> $table
	 */
	private static function with_words( string $text, array $table ): string {
		$text = (string) preg_replace_callback(
			'/(?<![\p{L}\p{N}\'@.\/-])([\p{L}\p{N}]+) ([\p{L}\p{N}]+)(?![\p{L}\p{N}@\'])/u',
			static fn( array $found ): string => $table[ strtolower( $found[0] ) ] ?? $found[0],
			$text,
		);
		return (string) preg_replace_callback(
			'/(?<![\p{L}\p{N}@.\/-])(?:(?<=\b[ldjmtsn]\')|(?<!\'))[\p{L}\p{N}]+(?![\p{L}\p{N}@\'])(?!\.\p{L})/u',
			static fn( array $found ): string => $found[0][1] > 0
				&& ( self::is_a_name( $found[0][0] ) || self::is_after_a_number( $text, $found[0][1] ) )
				? $found[0][0]
				: self::word( $found[0][0], $table ),
			$text,
			flags: PREG_OFFSET_CAPTURE,
		);
	}

	/** Whether a word in the middle of a message is written in capitals: "vitamin C", "plan B4". */
	private static function is_a_name( string $word ): bool {
		return strtoupper( $word ) === $word && 1 === preg_match( '/\p{L}/u', $word );
	}

	/** Whether a number is just before a place in a text, so that the word there is a unit: "500 g". */
	private static function is_after_a_number( string $text, int $at ): bool {
		return 1 === preg_match( '/\d ?$/', substr( $text, max( 0, $at - 2 ), min( 2, $at ) ) );
	}

	/** @param array<int|string, string> $table */
	private static function word( string $word, array $table ): string {
		$known = $table[ strtolower( $word ) ] ?? null;
		if ( null === $known && 1 === preg_match( '/(\p{L})\1{2,}/u', $word ) ) {
			$word  = (string) preg_replace( '/(\p{L})\1{2,}/u', '$1', $word );
			$known = $table[ strtolower( $word ) ] ?? null;
		}
		if (
			null === $known
			&& strlen( $word ) > 4
			&& str_ends_with( $word, 's' )
			&& 1 === preg_match( '/[^s]$/', $table[ strtolower( substr( $word, 0, -1 ) ) ] ?? '' )
		) {
			$known = $table[ strtolower( substr( $word, 0, -1 ) ) ] . 's';
		}
		return $known ?? $word;
	}
}
