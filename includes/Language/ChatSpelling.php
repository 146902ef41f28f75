<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/**
 * Writes chat spelling and colloquial wording in the words that pages use: "c koi ladresse" as "c'est quoi l'adresse", "get my money
 * back" as "get a refund". French and English. Pure.
 *
 * Only what is short for one thing is written out; a word that a page may use itself stays. The rest of the message is not changed, apart
 * from the accents of small letters where anything was replaced.
 */
final class ChatSpelling {

	/** Characters read; a question is clear well before that. */
	private const LENGTH = 1000;

	/** Abbreviations and phonetic spellings => the words they stand for. Folded. */
	private const FRENCH = [
		'slt' => '', 'bjr' => '', 'bsr' => '', 'cc' => '', 'svp' => '', 'stp' => '', 'mdr' => '', 'lol' => '', 'ptdr' => '', 'euh' => '',
		'heu' => '', 'ben' => '', 'bah' => '', 'hein' => '', 'dites' => '', 'oups' => '', 'ouh' => '', 'pfff' => '', 'pff' => '',
		'dsl' => '', 'frr' => '', 'genre' => '', 'du coup' => '',
		'g' => 'j\'ai', 'jai' => 'j\'ai', 'gt' => 'j\'etais', 'c' => 'c\'est', 'cest' => 'c\'est', 'ces quoi' => 'c\'est quoi',
		's quoi' => 'c\'est quoi', 'ct' => 'c\'etait', 'chui' => 'je suis', 'chuis' => 'je suis', 'jsui' => 'je suis',
		'jsuis' => 'je suis', 'jveu' => 'je veux', 'jveux' => 'je veux', 'jvx' => 'je veux', 'jpeu' => 'je peux', 'jpeux' => 'je peux',
		'jpe' => 'je peux', 'jvoudrai' => 'je voudrais', 'jvoudrais' => 'je voudrais', 'jaimerai' => 'j\'aimerais',
		'jaimerais' => 'j\'aimerais', 'jcherche' => 'je cherche', 'jfais' => 'je fais', 'jdois' => 'je dois', 'jvais' => 'je vais',
		'jhabite' => 'j\'habite', 'jutilise' => 'j\'utilise', 'jarrive' => 'j\'arrive', 'ya' => 'il y a', 'y a' => 'il y a',
		'ia' => 'il y a', 'yaura' => 'il y aura', 'y aura' => 'il y aura', 'kan' => 'quand', 'qd' => 'quand', 'qan' => 'quand',
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
		'patron' => 'dirige', 'boss' => 'dirige', 'boulot' => 'travail', 'taf' => 'travail', 'bagnole' => 'voiture',
		'bagnoles' => 'voitures',
		'biclou' => 'velo', 'becane' => 'velo', 'gosse' => 'enfant', 'gosses' => 'enfants', 'gamin' => 'enfant', 'gamine' => 'enfant',
		'gamins' => 'enfants', 'mome' => 'enfant', 'momes' => 'enfants', 'mioche' => 'enfant', 'bambin' => 'enfant', 'loulou' => 'enfant',
		'toutou' => 'chien', 'clebs' => 'chien', 'pote' => 'ami', 'potes' => 'amis', 'ordi' => 'ordinateur', 'bouffe' => 'repas',
		'bouffer' => 'manger', 'godasses' => 'chaussures', 'fringues' => 'vetements', 'bouquin' => 'livre', 'bouquins' => 'livres',
		'toubib' => 'medecin', 'paume' => 'perdu', 'paumee' => 'perdu', 'cabosse' => 'endommage', 'cabossee' => 'endommagee',
		'defonce' => 'endommage', 'esquinte' => 'endommage', 'bousille' => 'casse', 'pete' => 'casse', 'petee' => 'cassee',
		'flingue' => 'casse', 'niquee' => 'cassee', 'thune' => 'argent', 'thunes' => 'argent', 'fric' => 'argent', 'pognon' => 'argent',
		'balles' => 'euros', 'raquer' => 'payer', 'casquer' => 'payer', 'douiller' => 'payer', 'ristourne' => 'reduction',
		'ristournes' => 'reductions', 'rabais' => 'reduction', 'refiler' => 'echanger', 'bosser' => 'travailler', 'bossez' => 'travaillez',
		'piaule' => 'chambre', 'pieuter' => 'dormir', 'cracher' => 'payer', 'crecher' => 'loger', 'appli' => 'application',
		'frigo' => 'refrigerateur', 'anniv' => 'anniversaire', 'photocop' => 'photocopie',
		'chomage' => 'demandeur d\'emploi', 'clopes' => 'tabac', 'clope' => 'tabac',
	];

	private const ENGLISH = [
		'pls' => '', 'plz' => '', 'plse' => '', 'lol' => '', 'ugh' => '', 'hmm' => '', 'umm' => '', 'um' => '', 'uh' => '', 'oops' => '',
		'hiya' => '', 'btw' => '', 'tbh' => '', 'guys' => '', 'folks' => '', 'mate' => '', 'bro' => '', 'dude' => '', 'soz' => '',
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
		'avail' => 'available', 'kid' => 'child', 'kids' => 'children', 'kiddo' => 'child', 'kiddos' => 'children',
		'toddler' => 'child', 'toddlers' => 'children', 'bday' => 'birthday', 'sub' => 'subscription', 'some1' => 'someone',
		'any1' => 'anyone', 'max' => 'maximum', 'approx' => 'about', 'bout' => 'about', 'til' => 'until', 'till' => 'until',
		'pooch' => 'dog', 'doggo' => 'dog', 'pup' => 'dog', 'veggie' => 'vegetarian', 'grub' => 'food', 'brekkie' => 'breakfast',
		'loo' => 'toilet', 'busted' => 'broken', 'knackered' => 'broken', 'smashed' => 'broken', 'wrecked' => 'damaged',
		'dented' => 'damaged', 'nicked' => 'stolen', 'pinched' => 'stolen', 'misplaced' => 'lost', 'bucks' => 'euros',
		'quid' => 'euros', 'pricey' => 'expensive', 'freebie' => 'free', 'freebies' => 'free', 'bash' => 'party',
		'cheapo' => 'cheap', 'tix' => 'tickets', 'pic' => 'photo', 'pics' => 'photos', 'specs' => 'specifications',
		'frm' => 'from', 'abt' => 'about', 'shud' => 'should', 'cud' => 'could', 'wud' => 'would', 'luv' => 'love', 'nite' => 'night',
		'gud' => 'good', 'thier' => 'their', 'recieve' => 'receive', 'definately' => 'definitely', 'wether' => 'whether',
		'saterday' => 'saturday', 'munday' => 'monday', 'wensday' => 'wednesday', 'wendsday' => 'wednesday', 'thurs' => 'thursday',
		'tues' => 'tuesday', 'weds' => 'wednesday',
	];

	/** Ways of saying => what pages say. Patterns of unaccented text, without their delimiters. */
	private const FRENCH_PHRASES = [
		'(?:recup\w+|rend(?:re|ez|s|u)?|revoir|retrouver|ravoir|rembours\w+) (?:tou[ts] )?(?:moi |nous )?(?:mes|les|ma|mon|nos|notre|le) '
			. '(?:sous|argent|billes|mise|ronds)\b' => 'remboursement',
		'\b(?:mes|nos) sous\b'                            => 'mon argent',
		'\b(?:il )?(?:y a|a)?-?t-?il moyen (?:de|d\'|que)|\b(?:il y a |ya )?moyen (?:de|d\')' => 'peut-on ',
		'\bje fais quoi\b|\bon fait quoi\b|\bon fait comment\b|\bje fais comment\b|\bkoi faire\b' => 'que faire',
		'\b(?:ca|cela|c\'est) (?:me |nous )?(?:coute|fait|revient a|vaut) (?:combien|cb)\b|\bc\'est combien\b|\bvous prenez combien\b'
			. '|\bil y en a pour combien\b' => 'combien coute',
		'\bpour combien\b(?= *[?.!]*$)'                   => 'combien coute',
		'\b(?:carte bleue|ma cb|la cb|une cb|par cb|en cb)\b' => 'carte bancaire',
		'\ben liquide\b|\ben cash\b'                      => 'en especes',
		'\b(?:un )?(?:petit )?geste (?:commercial|sur le prix|pour)\b|\bprix d\'ami\b|\bpetit prix\b' => 'reduction',
		'\bau chomage\b|\bau demandeur d\'emploi\b'       => 'demandeur d\'emploi',
		'\b(?:il y aura|il y a|y\'aura|y\'a) (?:encore )?(?:quelqu\'un|du monde)\b(?= (?:au|a la|a l|dans|chez|sur))' => 'ouvert',
		'\bles gens en plus\b|\bdes gens en plus\b|\bplus de gens\b' => 'personnes supplementaires',
		'\b(?:a la bourre|super en retard|grave en retard)\b' => 'en retard',
		'\b(?:tombe|tombee) (?:malade|en panne)\b'        => 'malade',
		'\bj\'ai (?:chope|attrape) (?:la|une|le) (?:grippe|creve|gastro|covid)\b|\bj\'ai la (?:grippe|creve|gastro)\b' => 'malade maladie',
		'\b(?:peux|peut|pourrai|pourrais) (?:plus|pas|plus pas) (?:venir|y aller|etre la)\b|\bn?\'?arrive pas a venir\b'
			. '|\bj\'ai un empechement\b|\b(?:un )?contretemps\b' => 'annuler',
		'\b(?:se |me |nous )?faites? pirater\b|\b(?:se |me |nous )?faire (?:pirater|hacker)\b|\bpirates?\b|\bhackes?\b' => 'violation securite',
		'\bme (?:desabonner|desinscrire)\b|\barreter (?:mon|l\'|notre) (?:abonnement|contrat)\b' => 'resilier mon abonnement',
		'\bra?mene(?:r|z)? a la maison\b|\bprendre a emporter\b' => 'emporter',
		'\bc\'est (?:chaud|galere|complique)\b'           => 'est-ce difficile',
		'\b(?:ca craint|ca risque|c\'est grave|ca craint pas|c\'est fichu|c\'est foutu|c\'est mort|c\'est cuit)\b' => '',
		'\btou[ts]? (?:le temps)\b'                       => '',
		'\bles mecs\b|\bl\'equipe\b(?= ?[,!?])'           => '',
		'\b(vous|nous) ete\b'                             => '$1 etes',
		'\brepar\w+ (?:un|une|le|la|mon|ma|mes|des|les) (?:pneu|chambre a air|roue creve)\w*' => 'reparation crevaison',
		'\bc\'est (?:quoi|koi)\b'                         => 'quel est',
		'\bc\'est ou\b'                                   => 'ou est',
		'\bc\'est qui\b'                                  => 'qui est',
		'\bc\'est quand\b'                                => 'quand est',
		'\bsans (?:payer|debourser|raquer)\b|\b(?:a l\'oeil|gratos)\b' => 'gratuit',
	];

	private const ENGLISH_PHRASES = [
		'\b(?:get|have|want|claim|see|give) (?:\w+ )?(?:my|our|the|some|all my) (?:money|cash|dosh|dough) back\b|\bmoney[ -]back\b'
			=> 'get a refund',
		'\b(?:lose|losing) (?:all )?(?:my|our) (?:money|cash)\b' => 'refund',
		'\bwhat(?:\'?s| is| will| would| does)? (?:that|it|this|they) (?:going to |gonna |cost me|will |would )?(?:set|put) (?:me|us) back\b'
			. '|\b(?:set|put) (?:me|us) back\b|\bwhat\'?s the damage\b|\bwhat (?:do|would|does) (?:\w+ ){1,3}(?:run|go for|charge)\b'
				=> 'how much does it cost',
		'\byou (?:guys|lot|folks|people)\b'               => 'you',
		'\bare you (?:guys )?(?:around|about|there|in)\b(?! (?:to|for the))' => 'are you open',
		'\b(?:is|will) (?:anyone|anybody|someone|somebody) (?:be )?(?:around|there|in)\b' => 'are you open',
		'\bback out of\b|\bget out of\b|\bbail (?:out )?on\b|\bcall off\b|\bpull out of\b|\bditch\b' => 'cancel',
		'\b(?:cannot|can\'?t|won\'?t|will not|not going to|no longer) (?:be able to )?(?:make it|come|attend|be there)\b|\bsomething '
			. 'came up\b' => 'cancel',
		'\b(?:a |any |some )?(?:chance (?:of|for) )?(?:a )?(?:cheaper|better|good|special) (?:deal|price|rate)s?\b|\bmoney off\b'
			. '|\bknock (?:something|anything|a bit) off\b|\bany deals\b|\bdeals\b' => 'discount',
		'\bfor (?:nothing|no money)\b|\bon the house\b'   => 'free',
		'\b(?:came|come|going|coming|went) down with (?:the |a )?\w+|\bgot (?:the )?(?:flu|covid|sick|ill)\b|\b(?:am|\'m|is|fell|fall|feeling|feel) '
			. '(?:sick|poorly|unwell)\b' => 'ill illness',
		'\bon the dole\b|\bout of work\b|\bjobless\b|\bunemployed\b|\bbetween jobs\b' => 'job seeker unemployed',
		'\b(?:put|leave|set) (?:\w+ ){1,3}(?:to sleep|on ice|on hold)\b' => 'pause account',
		'\b(?:crash|stay over|spend the night|sleep over)\b' => 'overnight accommodation',
		'\b(?:drop|shoot) (?:you |u |them )?(?:a line|an? e ?mail)\b' => 'e-mail you',
		'\b(?:give (?:you|u|them) a (?:ring|bell|call|buzz)|ring (?:you|u) up|buzz you)\b' => 'call you',
		'\bhow (?:soon|quick(?:ly)?) (?=can|do|does|will|is|are|would)' => 'how long ',
		'\bsign(?:ing)? up\b'                             => 'register',
		'\bleave (?:my|the|our) (?:car|van|bike|motorbike)\b' => 'park my car',
		'\bsend (?:it|them|this|that) back\b|\bgive (?:it|them) back\b|\btake (?:it|them) back\b|\bbring (?:it|them) back\b' => 'return it',
		'\b(?:card|payment) (?:got |was |is |gets |has been |keeps getting )?(?:declined|refused|rejected|bounced)\b|\bpayment (?:did not|didn\'?t) '
			. '(?:go through|work)\b|\bcard (?:did not|didn\'?t) (?:go through|work)\b' => 'payment fails',
		'\b(?:is|are|be|went|go|goes) down\b(?! to)|\byou down\b|\bsite down\b'         => 'outage status',
		'\bback (?:things|stuff|everything|it|data|our \w+|my \w+) up\b' => 'backups',
		'\b(?:is there |any |get )?a break (?:for|on)\b'   => 'discount for',
		'\bswing by\b|\bpop (?:in|by|over)\b|\bdrop (?:in|by)\b|\bstop by\b|\bcome (?:by|over|round)\b' => 'are you open',
		'\b(?:fix|mend|repair|patch)(?:ing)? (?:a|the|my|our) (?:rear |front )?(?:flat )?(?:tyre|tire|inner tube)\b' => 'repair puncture',
		'\bhalf an hour\b'                                => '30 minutes',
		'\b(?:in|for) (?:a|one) go\b'                     => 'at once',
		'\b(?:throw|have|do|host) (?:a|my|our) (?:\w+ )?(?:bash|party)\b' => 'party',
		'\bno clue (?:how to|about)\b|\bcan\'?t (?:boil|cook|even)\b|\bcannot (?:boil|cook|even)\b|\bnever (?:done|tried) (?:it|this|that)(?: before)?\b'
			. '|\ba (?:total |complete |absolute )?(?:newbie|noob|rookie|beginner)\b' => 'beginner',
		'\b(?:all |my |our |your )?own stuff\b|\b(?:our|my|your) (?:stuff|things)\b' => 'data things',
		'\bsold[ -]out\b|\bbooked (?:up|out|solid)\b|\bfully booked\b|\bno (?:spots|spaces|places|seats) left\b' => 'full waiting list',
		'\bflat (?=tyre|tire)|\b(?<=tyre|tire)(?:\'?s| is| went| has gone) flat\b|\b(?:tyre|tire)\'?s flat\b' => 'puncture ',
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
			'/(?<![\p{L}\p{N}\'@.\/-])[\p{L}\p{N}]+(?![\p{L}\p{N}@\'])(?!\.\p{L})/u',
			static fn( array $found ): string => $found[0][1] > 0 && self::is_a_name( $found[0][0] ) ? $found[0][0] : self::word(
				$found[0][0],
				$table,
			),
			$text,
			flags: PREG_OFFSET_CAPTURE,
		);
	}

	/** Whether a word in the middle of a message is written in capitals: "vitamin C", "plan B4". */
	private static function is_a_name( string $word ): bool {
		return strtoupper( $word ) === $word && 1 === preg_match( '/\p{L}/u', $word );
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
