<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Text;

defined( 'ABSPATH' ) || exit;

/**
 * Words that carry a question rather than its subject, in French and English.
 *
 * They are not left out (a title may consist of them), only weighed less: question words are rare in pages that answer, so their
 * inverse document frequency alone would make them look important.
 */
final class StopWords {

	private const LIST = 'a ai as au aux avec c ce ceci cela ces cet cette chez ci comme d dans de des du donc elle elles en entre est et etre eu eux il ils j je l la le les leur leurs lui m ma mais me meme mes moi mon n ne ni nos notre nous on ont ou par pas pour plus qu que qui s sa sans se ses si son sont sous sur t ta te tes toi ton tu un une vers vos votre vous y ete etait etaient avait avaient fait faire faut peut peuvent peux puis doit dois doivent quel quelle quels quelles quoi dont lequel laquelle lesquels lesquelles comment pourquoi quand combien svp merci bonjour aussi tres bien tout tous toute toutes afin ainsi alors apres avant depuis lors sera serait fut suis es sommes etes avez avons ay existe quelqu'
		. ' the an of to in is are was were be been being it its this that these those and or not no nor i you he she we they my your his her our their them us at by for from with about into off over under again do does did doing have has had having what which who whom whose when where why how much many can please could should would will shall may might must if then else than so such only own same too very just also any some there here am re ve ll isn don doesn';

	/** @var array<string, int> */
	private array $set = [];

	/** Whether a folded word is one of them. */
	public function has( string $word ): bool {
		if ( [] === $this->set ) {
			$this->set = array_flip( explode( ' ', self::LIST ) );
		}
		return isset( $this->set[ $word ] );
	}
}
