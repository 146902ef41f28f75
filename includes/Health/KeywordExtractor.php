<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Stemmer;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\Tokenizer;

/** Extracts the keywords of a value's subject, as normalised stems that can be compared between pages. */
final class KeywordExtractor {

	/** Stop words for all kinds of values. Folded. */
	private const WEAK = 'lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday'
		. ' saturday sunday jan fev janvier fevrier mars avril mai juin juillet aout septembre octobre novembre'
		. ' decembre january february march april may june july august september october november december'
		. ' environ actuellement seulement uniquement generalement habituellement desormais bientot maximum'
		. ' minimum max min moins plus partir jusqu jusque chaque possible disponible simplement egalement oui'
		. ' non yes no per vraiment chers chere nouveau nouvelle'
		. ' about around approximately currently only usually normally generally maximum minimum least most up'
		. ' within during until simply now each every available please also new dear from starting'
		. ' compter comptez prevoir prevoyez prenez beneficier beneficiez disposer disposez proposer proposons'
		. ' propose offrir accepter acceptons acceptes acceptee acceptees accepte eleve elevent fixe fixes'
		. ' demander demandez prendre prend prennent arriver arrive arrivent intervenir intervient intervenons'
		. ' effectuer effectue effectuee effectues effectuees effectuons avoir aura auront lieu recevoir recoit'
		. ' recoivent recevez recevrez dure durer suffit suffire obtenir obtenez commence commencent debute'
		. ' debutent devez devons pouvez pouvons permettre merci veuillez besoin pose posez question questions'
		. ' information informations renseignement renseignements precisions savoir faites'
		. ' take takes taking arrive arrives receive receives received happen happens begin begins held place'
		. ' last lasts get gets give gives make made accept accepts accepted offer offers allow allows allowed'
		. ' need needs set want wish question questions information query queries enquiry enquiries info know'
		. ' feel costs start starts started begin necessite necessitent requires require';

	/** Stop words by kind of value: words that only name the kind. Folded. */
	private const KIND = [
		'price' => 'prix tarif tarifs tarification cout couts coute coutent couter frais montant facture facturee'
			. ' factures payer payez paye regler euro euros eur ttc ht usd dollar dollars price prices pricing'
			. ' priced cost costs fee fees charge charges charged pay paid amount rate rates total unit unitaire',
		'delay' => 'delai delais duree temps jour jours ouvre ouvres ouvrable ouvrables heure heures semaine semaines'
			. ' mois an ans annee annees rapidement date delay delays time times period duration day days business'
			. ' working calendar hour hours week weeks month months year years lasts last long',
		'phone' => 'telephone telephones telephonez tel telephonique appeler appelez appel appels numero joindre joignez'
			. ' joignable joignables contacter contactez contact ecoute phone telephone number call calls ring'
			. ' contact reach reachable dial us non surtaxe cout local appelle',
		'email' => 'mail mails email emails courriel courriels e electronique adresse ecrire ecrivez ecrit envoyer'
			. ' envoyez envoi contacter contactez contact message messages address write send sending contact reach'
			. ' us join joindre',
		'date'  => 'date dates jour heure le day on',
	];

	/** Stop words of titles and headings: words for a page's purpose rather than its subject. Folded. */
	private const GENERIC = 'accueil home page contact contacts contacter contactez faq foire aux frequentes frequently asked'
		. ' aide help support mentions legales legal notice conditions condition generales general terms vente'
		. ' ventes utilisation use sale sales cgv cgu politique policy confidentialite privacy apropos propos'
		. ' infos info informations pratiques pratique practical bienvenue welcome presentation qui sommes nous'
		. ' notre nos our us tarif tarifs prix prices pricing price rates modele model article bon savoir'
		. ' resume essentiel apercu overview summary details detail introduction note notes important divers'
		. ' autre autres other more read coordonnees actualites actualite news blog';

	/** Synonyms, by the beginning of the word. */
	private const SAME = [
		'livr'     => 'livr',
		'deliv'    => 'deliv',
		'retour'   => 'retour',
		'renvo'    => 'retour',
		'return'   => 'return',
		'rembours' => 'rembours',
		'refund'   => 'refund',
		'reimburs' => 'refund',
		'rembo'    => 'rembours',
		'reserv'   => 'reserv',
		'booking'  => 'book',
		'annul'    => 'annul',
		'cancel'   => 'cancel',
		'inscri'   => 'inscri',
		'regist'   => 'regist',
		'ouvr'     => 'ouvr',
		'ouvert'   => 'ouvr',
		'garanti'  => 'garanti',
		'warrant'  => 'warrant',
		'guarant'  => 'warrant',
		'abonn'    => 'abonn',
		'subscri'  => 'subscri',
		'adhesi'   => 'adher',
		'adher'    => 'adher',
		'paid'     => 'pay',
		'payment'  => 'pay',
		'repon'    => 'repon',
		'reply'    => 'answer',
		'repli'    => 'answer',
		'answer'   => 'answer',
		'respond'  => 'answer',
		'response' => 'answer',
		'gratui'   => 'gratui',
		'offert'   => 'gratui',
	];

	/** Synonyms for prices only: shipping costs are delivery costs, but shipping time is not delivery time. */
	private const SAME_FOR_PRICES = [
		'ship'  => 'deliv',
		'posta' => 'deliv',
		'expe'  => 'livr',
	];

	/** @var array<string, array<string, int>> */
	private array $weak = [];

	/**
	 * Stems of the keywords of a text, each once.
	 *
	 * @return list<string>
	 */
	public function from_text( string $text, ClaimKind $kind ): array {
		return $this->stems( $text, $kind, $this->list( $kind->value, self::WEAK . ' ' . self::KIND[ $kind->value ] ) );
	}

	/**
	 * Stems of the keywords of a title or heading, each once.
	 *
	 * @return list<string>
	 */
	public function from_heading( string $text, ClaimKind $kind ): array {
		return $this->stems(
			$text,
			$kind,
			$this->list( $kind->value . ' heading', self::WEAK . ' ' . self::KIND[ $kind->value ] . ' ' . self::GENERIC ),
		);
	}

	/**
	 * @param array<string, int> $weak
	 *
	 * @return list<string>
	 */
	private function stems( string $text, ClaimKind $kind, array $weak ): array {
		$stems = [];
		foreach ( StopWords::remove( Tokenizer::words( $text ) ) as $word ) {
			if ( strlen( $word ) > 1 && ! isset( $weak[ $word ] ) && 1 !== preg_match( '/^\d/', $word ) ) {
				$stems[ $this->stem( $word, $kind ) ] = true;
			}
		}
		return array_map( strval( ... ), array_keys( $stems ) );
	}

	private function stem( string $word, ClaimKind $kind ): string {
		foreach ( ClaimKind::Price === $kind ? self::SAME + self::SAME_FOR_PRICES : self::SAME as $beginning => $stem ) {
			if ( str_starts_with( $word, $beginning ) ) {
				return $stem;
			}
		}
		return mb_substr( Stemmer::stem( str_ends_with( $word, 'eaux' ) ? substr( $word, 0, -1 ) : $word ), 0, 12, 'UTF-8' );
	}

	/** @return array<string, int> */
	private function list( string $name, string $words ): array {
		return $this->weak[ $name ] ??= array_flip( explode( ' ', $words ) );
	}
}
