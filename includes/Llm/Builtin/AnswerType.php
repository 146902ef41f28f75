<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\NumberWords;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Language\TextSegment;
use Aaia\Chatbot\Language\Tokenizer;

/**
 * Expected answer type: the kind of fact a question asks for, so that among relevant sentences one with such a fact is quoted.
 *
 * Patterns apply to folded text. They only break ties between relevant sentences and never let an irrelevant one win.
 */
final class AnswerType {

	/** A price, with currency signs as codes; "free" is one too. */
	private const PRICE = '\d[\d .,]* ?(?:eur\b|euros?\b|gbp\b|\$|chf\b|cents?\b|centimes?\b)|(?:\b(?:eur|gbp|chf)|\$) ?\d|'
		. '\b(?:gratuit\w*|offert\w*|free(?! of (?!charge\b)| from \d| at \d| until| when)|no charge|sans frais)\b';

	/** A time of day or a day of the week. */
	private const HOUR = '\b\d{1,2} ?(h\b|h\d{2}|:\d{2}|a\.?m\b|p\.?m\b|heures?|o.clock)|\b(lundi|mardi|mercredi|jeudi|vendredi|'
		. 'samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b';

	/** A span of time or a date; a moment is that, a time of day or a day of the week. */
	private const SPAN_OR_DATE = '\b(\d+|' . NumberWords::PATTERN . ') ?(a \d+ )?(minutes?|heures?|jours?|semaines?|mois|ans?|'
		. 'hours?|days?|weeks?|months?|years?|working)\b|\b\d{1,2} (janv|fevr|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec|jan|feb|mar|'
		. 'apr|may|jun|jul|aug)|\b(19|20)\d{2}\b|\b(next|same) (working )?day\b|\b(lendemain|jour meme|le jour ouvre suivant|tout de '
		. 'suite|immediat\w*|at once|immediately)\b';
	private const SPAN         = '/' . self::SPAN_OR_DATE . '/';
	private const MOMENT       = '/' . self::SPAN_OR_DATE . '|' . self::HOUR . '/';

	/** A day of the week, a date or a holiday. */
	private const DAY = '\b(?:lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|'
		. 'weekends?|week end|week-end|weekdays?|daily|every day|tous les jours|jours? (?:feries?|ouvres?)|working days?)\b|\b\d{1,2}(?:er|st|nd|rd|th)? '
		. '(?:of )?(?:janv|fevr|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec|jan|feb|mar|apr|may|jun|jul|aug)|\b(?:january|february|march|april|may|'
		. 'june|july|august|september|october|november|december) \d';

	private const DATE = '\b\d{1,2}(?:er|st|nd|rd|th)? (?:of )?(?:janv|fevr|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec|jan|'
		. 'feb|mar|apr|may|jun|'
		. 'jul|aug)\w*|\b(?:january|february|march|april|may|june|july|august|september|october|november|december) \d';

	private const DISTANCE = '\d ?(?:m|km|metres?|meters?|kilometres?|kilometers?|miles?|minutes?|min)\b|\b(?:next to|opposite|in front of|'
		. 'at the door|a cote|en face|devant|au pied|nearby|tout pres|around the corner)\b';

	private const LANGUAGES = '\b(?:english|french|german|spanish|italian|dutch|portuguese|arabic|chinese|japanese|russian|catalan|'
		. 'anglais|francais|allemand|espagnol|italien|neerlandais|portugais|arabe|chinois|japonais|russe|breton|occitan|langue des signes|'
		. 'sign language)\b';

	private const AGE = '(?<!pendant )(?<!depuis )(?<!for )(?<!dans )(?<!over )\b(?:\d+|' . NumberWords::PATTERN
		. ') ?(?:ans|annees?|years?|mois|months?|semaines|weeks)\b|\b(?:ages?|aged) (?:from |of |de |des )?\d|\b(?:majeure?s?|mineure?s?|adults?|adultes?|'
		. 'minors?|under|over|moins de|plus de|from|des|a partir de) \d|\b\d+ (?:to|a|et|and) \d+\b|\b(?:ne|nee|nes|born)\b.*\d';

	private const WEIGHT = '\d ?(?:kg|g|kilos?|kilogram\w*|grammes?|grams?|lbs?|pounds?|tonnes?)\b';

	private const COLOUR = '\b(?:red|blue|green|black|white|grey|gray|yellow|orange|pink|brown|beige|navy|purple|gold|silver|'
		. 'rouges?|bleue?s?|'
		. 'verte?s?|noire?s?|blanc\w*|grise?s?|jaunes?|roses?|marrons?|violet\w*|dore\w*|argent\w*|colou?rs?|couleurs?|coloris)\b';

	/** A word of the question, folded => the fact that stands for it: a sentence with a price need not say "price". */
	private const STANDS_FOR = [
		'/^(?:prix|tarifs?|couts?|coute\w*|prices?|pricing|costs?|fees?|combien|payante?s?)$/' => '/' . self::PRICE . '/',
		'/^(?:discounts?|reductions?|remises?|rabais)$/'                              => '/\d ?%|\b(?:half price|demi.tarif|moitie prix)\b|'
			. '\d ?(?:eur )?(?:off|less|de moins|de remise|de reduction)\b|\b(?:eur|gbp) ?\d+ (?:off|less)\b/',
		'/^(?:percentages?|percent|pourcentages?|parts?|shares?|proportions?)$/'                             => '/\d ?%/',
		'/^(?:delais?|durees?|dure|durent|durera|lasts?|takes?|fast|soon|quick|vite)$/'                   => self::SPAN,
		'/^(?:weigh\w*|pese\w*|poids)$/'                                            => '/' . self::WEIGHT . '/',
		'/^(?:jours?|days?)$/'                                                       => '/' . self::DAY . '/',
		'/^(?:dates?)$/'                                                             => '/' . self::DATE . '/',
		'/^(?:heures?|times?|hours?|horaires?)$/'                                    => '/' . self::HOUR . '/',
		'/^(?:distances?|far|loin|kilometres?|km|miles?)$/'                                                => '/' . self::DISTANCE . '/',
		'/^(?:langues?|languages?|parl\w+|speak\w*|spoken)$/'                        => '/' . self::LANGUAGES . '/',
		'/^(?:ages?|old|ans)$/'                                                      => '/' . self::AGE . '/',
		'/^(?:colou?rs?|couleurs?|coloris)$/'                                        => '/' . self::COLOUR . '/',
	];

	/** What is the cheapest, the biggest, the lightest of its kind: only a sentence that compares says so. */
	private const SUPERLATIVE = '(?<!pour )\b(?:le|la|les) (?:plus|moins) (?:cher|chere|chers|cheres|couteu\w+|grande?s?|petite?s?|leger\w*|'
		. 'lourde?s?|rapides?|lente?s?|puissante?s?|ancien\w*|vieux|vieille)\b|\b(?:cheapest|dearest|(?:most|least) expensive|biggest|'
		. 'largest|smallest|lightest|heaviest|fastest|slowest)\b';

	private const TELEPHONE       = '/(\d{2}[ .-]?){4,}|\+\d/';
	private const ADDRESS_OF_MAIL = '/\S@\S/';

	/** Facts that do not answer "When can I call you?". */
	private const WAYS = [ self::TELEPHONE, self::ADDRESS_OF_MAIL ];

	/** Pattern of the question => pattern of a sentence that answers it. */
	private const FACTS = [
		'/\b(horaires?|heures?|ouvert\w*|ouvrez|ferm\w*|open\w*|hours?|clos(e|ed|ing))\b/'                           =>
			'/' . self::HOUR . '/',
		'/\b(prix|tarifs?|cout\w*|coute\w*|combien(?! de\b| d\b| d.)|cher|chere|frais|payer|(?<!tiers )payante?s?|price\w*|cost\w*|how '
			. 'much|fees?|charges?)\b/' =>
			'/' . self::PRICE . '/',
		'/\bdates?\b/' => '/' . self::DATE . '/',
		'/\b(?:(?:which|what) (?:week)?days?|quels? jours?)\b/' => '/' . self::DAY . '/',
		'/\b(delais?|combien de temps|duree|how long|(?<!quel )(?<!quels )jours?|(?<!which )(?<!what )days?)\b/' => self::SPAN,
		'/\b(?:how far|distance|loin|combien de (?:kilometres|km)|how many (?:kilometres|km|miles))\b/' => '/' . self::DISTANCE . '/',
		'/\b(?:languages?|langues?|parle\w*)\b/' => '/' . self::LANGUAGES . '/',
		'/\b(?:how old|(?:quel|l.) ?age|what age|ages?)\b/' => '/' . self::AGE . '/',
		'/\b(quand|when|what time|quelle heure)\b/'                     => self::MOMENT,
		'/\b(telephone|tel|numero|appeler|joindre|phone|call|number)\b/' => self::TELEPHONE,
		'/\b(mail|email|e-mail|courriel|contact\w*|ecrire)\b/'                                                        => self::ADDRESS_OF_MAIL,
		'/(?:^|c.est |vous etes |jusqu.|d.|par )ou\b|\bou (?:est|sont|se|puis|peut|etes|dois|faut|trouve\w*|a lieu|ont lieu)\b|'
			. '\b(?:adresse|situe\w*|trouver|where|address|located|find)\b/' =>
			'/\b(rue|avenue|boulevard|place|chemin|route|quai|street|road|square|lane)\b|\b\d{5}\b|\S@\S/',
	];

	/** Pattern of questions for any other number. */
	private const NUMBER_ASKED = '/\b(combien|nombre|how many|quel age|age|taille|poids|population)\b/';

	private const NUMBER = '/\d|\b(?:' . NumberWords::PATTERN . '|cents|millions?|aucune?|none|no)\b/';

	/**
	 * Pattern of questions that only one kind of fact answers => pattern of that fact. A sentence without it may be relevant but is no
	 * answer.
	 */
	private const NEEDED = [
		'/\b(?:when (?:did|was|were)|(?:what|which) year|since when|quelles? annees?|depuis quand|quand (?:\w+ )?(?:a(?! lieu)|as|avez|ont(?! lieu)|avait|'
			. 'avaient|fut|furent|etait|etaient)\b)/' => '/\b(?:1\d{3}|20\d{2})\b|\b(?:century|siecles?|ago|il y a)\b/',
		'/\b(?:how old (?:do|must|should|does one|to)|quel age (?:faut|minimum|doit|dois|pour|peut|est)|(?:what|which) ages?|'
			. 'quelle tranche d age)\b/' =>
			'/' . self::AGE . '|\b(?:majeure?s?|mineure?s?|adults?|minors?)\b/',
		'/\b(?:how old (?:is|are|was)|quel age (?:a|ont|avez|as))\b/' => '/(?<!from )(?<!under )(?<!over )(?<!moins de )(?<!plus de )(?<!des )(?<!partir de )'
			. '(?<!pendant )(?<!depuis )(?<!for )\b\d+ ?(?:ans|years?|mois|months?)\b|\b(?:ne|nee|nes|born|founded|fondee?|since|depuis|en|in) .*\d{4}|'
			. '\b(?:majeure?s?|mineure?s?|adults?|minors?)\b/',
		'/\b(?:where (?:was|were)|ou (?:est|sont)) (?:\w+ ){0,4}(?:born|nee?s?)\b/' => '/\b(?:born|nee?s?)\b/',
		'/\b(?:what time|(?:at|from|until) what hours?|(?:a|de|des|jusqu a|vers) quelle heure|quels? (?:\w+ '
			. '){0,2}horaires)\b/' => '/' . self::HOUR
			. '|\b(?:noon|midday|midnight|midi|minuit|matin|soir|morning|evening|sunset|nuit|night)\b/',
		'/\b(?:opening|business|working|office|visiting) (?:hours|times)\b|\bhoraires\b|\bheures d (?:ouverture|fermeture)\b/' =>
			'/' . self::HOUR . '|' . self::DAY . '|\b(?:noon|midday|midnight|midi|minuit|closed|fermee?s?)\b/',
		'/\b(?:(?:what|which)(?: is| s)?|give me|need|know|quel est|donne[rz]? moi|connaitre|avoir) (?:the|your|le|votre) (?:\w+ ){0,2}(?:(?:phone |telephone )?number|'
			. 'numero)\b(?! (?:of|de|d) (?!telephone|phone|tel|(?:the|your|la|le|l|du|des?)\b))/' => '/\d(?:[ .-]?\d)+/',
		'/\b(?:how far|quelle distance|(?:c est|est ce|vous etes|est) loin)\b/' => '/' . self::DISTANCE . '/',
		'/\b(?:(?:which|what) languages?|quelles? langues?|(?:speak|parl\w+) (?:quelle|what))\b/' => '/' . self::LANGUAGES . '/',
		'/\b(?:(?:which|what|your|quelles?|vos|les) (?:\w+ ){0,3}dates?)\b(?! (?:do|does|puis|peut))/' => '/' . self::DATE . '/',
		'/\b(?:(?:which|what) (?:week)?days?|quels? jours?|(?:c est|est) quel jour)\b(?! (?:do|does|ouv))/' => '/' . self::DAY . '/',
		'/\b(?:how many|combien (?:de|d) (?!temps\b)|quel nombre)\b/' => self::NUMBER,
		'/\b(?:how much (?:is|are|does|do|did|will|would|for|to|it|money)|combien (?:(?:ca |cela )?cout\w+|coutent)|(?:cout\w+|vaut|valent|est|sont|paye\w*) combien|quels? (?:est|sont) (?:le|les) (?:prix|tarifs?|couts?)'
			. '|(?:what|which) (?:is|are|s) (?:the |your )?(?:prices?|costs?|fees?|rates?)|what (?:do|does|would|will) (?:\w+ ){1,6}costs?|'
			. 'frais (?:de|d)|(?:price|prix|pri|tarif) )\b/' => '/'
				. self::PRICE . '|\d ?%|\b(?:inclus\w*|compris\w*|included)\b/',
		'/(?<!tiers )\bpayante?s?\b/' => '/' . self::PRICE . '|\b(?:inclus\w*|compris\w*)\b/',
		'/\b(?:what|which|quel) (?:percentage|percent|pourcentage)\b/' => '/\d ?%|\b(?:half|moitie|demi)\b/',
		'/\b(?:how heavy|weigh\w*|weight|maximum load|pese\w*|poids|charge maxim\w+)\b/' => '/' . self::WEIGHT . '/',
		'/\b(?:colou?rs?|couleurs?|coloris)\b/' => '/' . self::COLOUR . '/',
		'/' . self::SUPERLATIVE . '/' => '/' . self::SUPERLATIVE . '|\b(?:from +(?:eur|gbp|\d)|a partir de)/',
		'/\b(?:how long|combien de temps|quelle duree|quel delai|quels delais|sous combien|how (?:soon|fast|quickly))\b/' => '/\b(?:\d+|'
			. NumberWords::PATTERN . ')(?:,| |-)?(?:\d+ ?|h ?)?(?:a \d+ )?(?:to \d+ )?(?:full |working |entiers? )?'
			. '(?:minutes?|min|h|heures?|hours?|jours?|days?|jour|semaines?|weeks?|mois|months?|ans?|annees?|years?|matinees?|mornings?)\b|'
			. '\b(?:immediat\w*|at once|tout de suite|illimite\w*|unlimited|next (?:working )?day|same day|'
			. 'lendemain|jour meme|within the hour|dans l.heure|a vie|lifetime|until|jusqu|a (?:day|week|month|year|quarter)|une? '
			. '(?:semaine|journee|mois|an|heure))\b/',
		'/\b(?:what(?: is|s| s)|quel est|c est quoi|give me|donne[rz]? moi) (?:your|the|votre|le|l)\b.{0,20}\b(?:vat|tva|siret|siren|rcs|'
			. 'iban|bic|fax|registration|company)\b/' => '/\d(?:[ .-]?\d){5,}/',
	];

	/** Pattern of questions that name the fact explicitly => pattern of headings above it. */
	private const PLAIN = [
		'/\b(how long|how much time|combien de temps|duree|delais?)\b/'                               => '/\b(durees?|dure|delais?|how '
			. 'long|lasts?|times?|periods?|when|quand)\b/',
		'/\b(how much(?! time)|combien (?!de (?:temps|jours|fois|personnes))|prix|tarifs?|price\w*|cost\w*)\b/' =>
			'/\b(prix|tarifs?|couts?|coute|frais|prices?|pricing|costs?|rates?|fees?)\b/',
	];

	/** Negation in a sentence; "sans" and "without" are left out because they occur in too many other sentences. */
	private const SAYS_NOT = '/\b(?:not|cannot|can.?t|won.?t|don.?t|doesn.?t|isn.?t|aren.?t|never|except\w*|exclu\w*|ne|n|pas|sauf|'
		. 'jamais|interdits?|interdites?)\b/';

	/** Currency signs as codes, which patterns with word boundaries can match. */
	private const SIGNS = [
		'€' => ' eur ',
		'£' => ' gbp ',
	];

	/** Pattern of questions about exclusions ("what can't I return"), together with a negation. */
	private const EXCLUSION = '/^(?:\w+ ){0,2}?(?:what|which|que|qu|quels?|quelles?|quoi)\b/u';

	/** @var list<string> */
	private readonly array $wanted;

	/** Numbers that count nothing: prices, times, spans, measures. Where nothing of the kind is asked for they are no answer to "how many". */
	private const MEASURED = '/(?:\b(?:eur|gbp|chf)|\$) ?\d[\d.,]*|\b\d[\d.,]* ?(?:eur|gbp|\$|%|h\b|am\b|pm\b|[ap]\.m|:\d\d|'
		. 'km\b|m\b|cm\b|kg\b|g\b|years?|ans?\b|mois|'
		. 'months?|jours?|days?|semaines?|weeks?|heures?|hours?|minutes?|euros?|percent|euros?)|\b(?:un|une|one) (?=\w)/';

	/** Questions for how many of such units. */
	private const MEASURES_ASKED = '/\b(?:how many |combien (?:de |d ))(?:\w+ )?(?:years?|ans|mois|months?|jours?|days?|'
		. 'semaines?|weeks?|heures?|hours?|minutes?|'
		. 'euros?|km|kilometres?|kilometers?|metres?|meters?|kg|kilos?|grams?|grammes?|pounds?|degrees?|degres|calories)\b/';

	private readonly bool $counts_things;

	/** @var list<string> Patterns that the answer must all match. */
	private readonly array $needed;

	/** @var list<string> Patterns of headings. */
	private readonly array $headings;

	private readonly bool $wants_exclusions;

	private readonly bool $conditional;

	private readonly bool $about_us;

	private readonly bool $asks_whether;

	private readonly bool $asks_who;

	public function __construct( string $question ) {
		$folded = TextFolder::fold_letters( $question );
		$wanted    = [];
		$asks_when = 1 === preg_match(
			'/^\W*(?:\w+ ){0,2}?(?:when|quand|what time|what hours|until when|(?:a|jusqu.a) quelle heure|quels jours|which days|what days)\b/',
			$folded,
		);
		foreach ( self::FACTS as $asked => $fact ) {
			if ( 1 === preg_match( $asked, $folded ) && ! ( $asks_when && in_array( $fact, self::WAYS, true ) ) ) {
				$wanted[] = $fact;
			}
		}
		if ( [] === $wanted && 1 === preg_match( self::NUMBER_ASKED, $folded ) ) {
			$wanted[] = self::NUMBER;
		}
		$words                  = implode( ' ', Tokenizer::words( $question ) );
		$this->needed           = array_values( array_filter(
			self::NEEDED,
			static fn( string $asked ): bool => 1 === preg_match( $asked, $words ),
			ARRAY_FILTER_USE_KEY,
		) );
		$this->counts_things    = in_array( self::NUMBER, $this->needed, true ) && 1 !== preg_match( self::MEASURES_ASKED, $words );
		$this->wanted           = $wanted;
		$this->headings         = array_values( array_filter(
			self::PLAIN,
			static fn( string $asked ): bool => 1 === preg_match( $asked, $folded ),
			ARRAY_FILTER_USE_KEY,
		) );
		$this->wants_exclusions = 1 === preg_match( self::EXCLUSION, $folded ) && TextSegment::is_negation( $question );
		$this->asks_whether     = 1 === preg_match( '/^(?:do|does|can|could|is|are|may) (?:you|i|we|the|there|my|your|it|'
			. 'they)\b|\b(?:est ce que|\w+ez vous|y a t il)\b/', $words );
		$this->asks_who         = 1 === preg_match( '/\b(?:who|whom|qui (?:est|sont|s occupe|fait|est ce))\b|^(?:\w+ ){0,2}?qui\b/', $words );
		$this->about_us         = 1 === preg_match( '/\b(?:if|when|si|quand|lorsque) (?:you|vous|(?:the|le|la|un|une) \w+)\b/', $folded );
		$this->conditional      = 1 === preg_match( '/\b(?:if|unless|si|s.il|cas|case)\b/', $folded );
	}

	/** Whether the question explicitly names the kind of fact. */
	public function is_explicit(): bool {
		return [] !== $this->headings || $this->wants_exclusions;
	}

	/** Whether the question asks what is excluded, so that positive statements do not answer it. */
	public function wants_exclusions(): bool {
		return $this->wants_exclusions;
	}

	/** Whether the question itself contains a condition. */
	public function is_conditional(): bool {
		return $this->conditional;
	}

	/** Whether the question is one for yes or no, where each of its words decides. */
	public function asks_whether(): bool {
		return $this->asks_whether;
	}

	/** Whether a person is asked for. */
	public function asks_who(): bool {
		return $this->asks_who;
	}

	/** Whether the question is about what the company does ("what if you cancel"), and not the visitor. */
	public function is_about_us(): bool {
		return $this->about_us;
	}

	/** Whether a heading announces the kind of fact that the question names. */
	public function matches_heading( string $heading ): bool {
		$folded = TextFolder::fold_letters( $heading );
		foreach ( $this->headings as $pattern ) {
			if ( 1 === preg_match( $pattern, $folded ) ) {
				return true;
			}
		}
		return $this->wants_exclusions && TextSegment::is_negation( $heading );
	}

	/** Whether the question asks for a kind of fact that can be told from its form. */
	public function expects_fact(): bool {
		return $this->wants_exclusions || [] !== $this->wanted;
	}

	/** Whether only one kind of fact answers the question. */
	public function requires_fact(): bool {
		return [] !== $this->needed;
	}

	/** Whether a text contains the required fact; true when none is required. */
	public function has_required_fact( string $text ): bool {
		$folded = TextFolder::fold_letters( strtr( $text, self::SIGNS ) );
		foreach ( $this->needed as $fact ) {
			$in = self::NUMBER === $fact && $this->counts_things ? (string) preg_replace( self::MEASURED, ' ', $folded ) : $folded;
			if ( 1 !== preg_match( $fact, $in ) ) {
				return false;
			}
		}
		return true;
	}

	/**
	 * The pattern of the kind of fact that a word of the question names; null for other words.
	 *
	 * @param string $word Folded.
	 */
	public static function fact_named_by( string $word ): ?string {
		foreach ( self::STANDS_FOR as $asked => $fact ) {
			if ( 1 === preg_match( $asked, $word ) ) {
				return $fact;
			}
		}
		return null;
	}

	/** Whether a text holds a kind of fact, see fact_named_by(). */
	public static function holds( string $fact, string $text ): bool {
		return 1 === preg_match( $fact, TextFolder::fold_letters( strtr( $text, self::SIGNS ) ) );
	}

	/** Whether a segment contains a fact of the expected kind. */
	public function has_expected_fact( TextSegment $segment ): bool {
		if ( $this->wants_exclusions ) {
			return $segment->is_excluded() || 1 === preg_match( self::SAYS_NOT, TextFolder::fold_letters( $segment->text ) );
		}
		$folded = TextFolder::fold_letters( strtr( $segment->text, self::SIGNS ) );
		foreach ( $this->wanted as $fact ) {
			if ( 1 === preg_match( $fact, $folded ) ) {
				return true;
			}
		}
		return false;
	}
}
