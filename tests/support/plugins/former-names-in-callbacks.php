<?php
/** Callbacks of another plugin that use our former names in declarations only, which load no class. Run by FormerNamesTest. */

declare( strict_types=1 );

define( 'ABSPATH', __DIR__ );
require dirname( __DIR__, 3 ) . '/includes/Autoloader.php';
Aaia\Chatbot\Autoloader::register();

$query  = new Aaia\Chatbot\Search\SearchQuery( 'marmot' );
$engine = new class() implements Aaia\Chatbot\Search\PassageSearch {

	public function search( Aaia\Chatbot\Search\SearchQuery $query ): array {
		return [];
	}
};
$kind   = Aaia\Chatbot\Assistant\Conditions\Trigger::Support;

$wrap      = static fn( Aaia\Chatbot\Knowledge\PassageSearch $engine ): object => $engine;
$shorten   = static fn( Aaia\Chatbot\Knowledge\SearchQuery $query ): string => $query->text;
$is_former = $kind instanceof Aaia\Chatbot\Alerts\AlertKind && Aaia\Chatbot\Alerts\AlertKind::Support === $kind;

echo $wrap( $engine ) === $engine && 'marmot' === $shorten( $query ) && $is_former ? 'The former names are declared.' : 'No.';
