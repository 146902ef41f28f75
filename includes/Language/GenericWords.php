<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/**
 * Words that questions are asked with and that say little about their subject, besides stop words: a page that lacks them may still
 * answer. French and English, folded. Pure.
 */
final class GenericWords {

	private const WORDS = 'lors afin selon parmi malgre outre concernant hormis excepte moyennant via ailleurs '
		. 'lequel laquelle lesquels lesquelles auquel duquel quiconque chacun chacune certaine certaines tels telle telles '
		. 'donnent donnez donnons deroule deroulent lieu fassent fasse soient sois ayez aie puissent doivent devra devront devez devons '
		. 'pourriez pourrions voudriez aimerions sauriez savez connaissez compter laisser laisse laissez mets '
		. 'met mettez mettent mettons mis mise pris prise prises fallait faudra faudrait semble sembler tente devenu deviennent '
		. 'quelle endroit endroits personnellement maintenant dorenavant desormais bientot parfois souvent longtemps combien '
		. 'against along among around across above below behind beside besides beyond despite except onto per plus regarding throughout '
		. 'toward towards upon via whereas whether unless another each every both few several none nobody anybody everybody somebody '
		. 'instead else somewhat somehow anyways maybe perhaps please kindly just only even '
		. 'seems seem seemed become becomes became gotten giving gave given put puts putting let lets '
		. 'ordinary regular standard basic classic typical average ordinaire ordinaires classique classiques courant courante '
		. 'habituel habituelle done doing did ago happening end remain stays eleve elevent vaut travaille travaillent works '
		. 'present presente presents zut mince punaise puree voyons bah ouf aie oups heck gosh crikey jeez dear '
		. 'probably definitely absolutely honestly seriously hopefully apparently literally roughly nearly '
		. 'almost rather mid midway halfway '
		. 'hit roll squeeze throw threw drop hang hanging stick stuck shove carry fall fell wander figure reckon suppose believe '
		. 'bother bothered bored boring annoying annoyed love loved hate enjoy prefer fancy dying keen happy sad scared worried afraid '
		. 'lazy busy crazy mad silly stupid weird funny fun awesome amazing lovely perfect terrible horrible awful massive whopping enormous '
		. 'giant fairly super totally completely fully properly exactly simply instead anyway though although whenever wherever whatever '
		. 'either neither next last early earlier later well easily quickly slowly straight next pretty much '
		. 'hubby missus missis mrs mister folk folks everyone nobody stranger trying wanted needed going thinking planning hoping looking '
		. 'veulent voulons voulu voudrions voudraient pensez pense pensent crois croit croyez espere esperons compte comptons adore adorons '
		. 'deteste prefere preferons aime aimons aimez ose tente tenter essaie finir fini finis tirer pousser poser jeter lacher courir '
		. 'bouger trainer coincer glisser caser fourrer debrouiller plein pleine fond coin bout cote milieu dedans dessus dessous '
		. 'dernier derniere derniers tot tard start starts started starting begin begins beginning commence commencer commencent commences probablement certainement surement absolument totalement completement '
		. 'franchement honnetement serieusement apparemment environ presque quasi carrement grave trop moche nul nulle content contente '
		. 'contents marre fatigue fatiguee relou chiant penible enorme enormes geant immense mignon beau belle joli jolie affreux horrible '
		. 'genial geniale super terrible bizarre drole rigolo triste peur inquiet inquiete presse pressee vouloir voulait '
		. 'voulons partir part partons reve rever toute '
		. 'today tonight tomorrow yesterday demain hier aujourd hui finalement '
		. 'small big huge tiny petit petite petits petites grand grande grands grandes gros grosse nice cool sympa lieu lieux '
		. 'wife husband partner girlfriend boyfriend mother father mum mom dad sister brother parents mari femme copine conjoint conjointe mere '
		. 'pere maman papa soeur frere parent truc machin bidule kind '
		. 'supposed happens risque risquer craindre depend dependant autorise autorisee autorises permitted '
		. 'buying two three four five deux trois quatre cinq grab yell per anytime joignable company firm entreprise '
		. 'societe etablissement something somewhere purchased show showed shows '
		. 'turned turns ends ended afterwards eventually beforehand prior '
		. 'oublie oublier forgot forget forgotten suivre participer assister attend join follow '
		. 'envoyer envoyez envoie envoient recevoir recois recoit recevez repondez repondre reponds promettez promettre gardez garder '
		. 'garde prends prendrai prenne arrivee partir pars comptez compter mesure mesurer mesurez sortir sors utilisez utilise '
		. 'utilisent utilises pratiquez '
		. 'achete acheter achetez obtient obtiendra devient habite voulais pensais aurais pourrai pourra soyez allez irai fournit '
		. 'fournissez connaitre '
		. 'libre version versions send sends sent sending reach reached bought buy use receive received receiving answer answers promise '
		. 'promises live leave '
		. 'arrived arrive still around count counts counted measure hold holds held wait pick picked picking choose chosen expect call '
		. 'calls called set need '
		. 'comprend comprendre comprennent contient inclut include includes contain contains accepte acceptez accepter actuellement ai '
		. 'aide aider aimerais ainsi alors apporter appelle arrive arriver arrivez assez attention '
		. 'aura aurait aurons autant autre autres avoir beaucoup besoin bien bientot bon bonne bref ca carrement cas chance chez choix choisir '
		. 'chose choses cherche cherchez cela certain certains coup coups craint c dessus demande demander demandez deja depuis '
		. 'dire dis dites dispose disposez disponible disponibles donc donne donner donnez droit effectuer encore endroit enfin '
		. 'ensemble ensuite entre envie environ eventuellement exactement existe existent faisable facile facilement facon faut fera ferez '
		. 'fichu finalement fonctionne fonctionnent fonctionner forcement gens genre gerer grave habitude hyper ici idee '
		. 'indiquer jamais jusque juste maniere manquer marche marchent marcher mec merde mieux mille moment monde montrer '
		. 'moyen necessaire niveau normal normalement obligatoire obligatoirement obliges obtenir occupe offrez ok oui '
		. 'passe passer passez pense perso personnellement peutetre plutot plusieurs point possede possedez possible '
		. 'pouvons pratique precisement presque prevoir prevu prevue prie principe probleme propos proposez propose proposer proposent prochain '
		. 'prochaine pu puisse quelque quelques quelconque quoi rapide rapidement reellement renseigner renseignement rien '
		. 'sais saurait sert servir seulement simple simplement soin souhaiterais souhaiterait souci special specialement suffit '
		. 'super surtout tellement tenir tient tiens tombe tout trouve truc trucs utiliser vachement vaut venir viens vient veuillez '
		. 'vis vite voici voila voir vois voit vouloir vraiment utile '
		. 'able accept actually allow allowed already alright always anyhow anyway anywhere ask asking available away bad back basically become '
		. 'begin best better bit both bring bringing bunch came care case cases catch certain chance check come comes coming concerning '
		. 'consider could currently day deal different difficult ever every everything exactly exist exists far feel fine fit '
		. 'generally getting gets given gives giving goes going gone good great guess had handle handy happen happened happens hear '
		. 'hey home hope idea include inform information interested involved kind know keep keeps last later least left length let lets little '
		. 'long longer look looking loads lot lots made make makes making manage matter maybe mean means meant mention mind moment '
		. 'my nice normal normally nothing now offer offered offers offering often ok okay once one ones only otherwise own '
		. 'particular perhaps piece place places plenty possible possibly pretty problem proper properly provided provides purpose put puts '
		. 'putting quick quickly quite rather ready real really reason regarding require required requires right said saw says see '
		. 'seem set several simple simply since somehow someone somewhere soon sort sorts specific still stuff suggest sure '
		. 'take takes taken taking tall thing things think though thought today together told took tried tries try trying turn typed typing '
		. 'used useful using usual usually various ve way ways welcome went wish within without wondering work works working worry '
		. 'would wrong yes yet';

	/** Whether a folded word is generic. */
	public static function contains( string $word ): bool {
		return str_contains( ' ' . self::WORDS . ' ', " $word " );
	}

	/** Whether a word of four letters is another with two neighbours swapped ("mcuh"). */
	private static function are_swapped( string $one, string $other ): bool {
		return 4 === strlen( $one )
			&& 4 === strlen( $other )
			&& 2 === levenshtein( $one, $other )
			&& 1 === EditDistance::between( $one, $other, 1 );
	}

	/** The generic word that a folded word is, mistyped; null when there is none. */
	public static function nearest( string $word ): ?string {
		foreach ( [ ...explode( ' ', self::WORDS ), ...StopWords::all() ] as $known ) {
			if ( EditDistance::is_typo( $word, $known ) || self::are_swapped( $word, $known ) ) {
				return $known;
			}
		}
		return null;
	}
}
