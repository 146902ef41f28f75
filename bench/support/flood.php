<?php
/**
 * Many visitors ask for a person at once; prints as JSON what that costs and how many mails it makes.
 *
 * Required with `$requests` set, by `wp eval`, on a site of its own: it leaves its rows behind.
 */

declare( strict_types=1 );

use Aaia\Chatbot\Conversations\NewSupportRequest;
use Aaia\Chatbot\Conversations\SupportOrigin;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Support\Ids;

( static function ( int $requests ): void {
	$plugin   = new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php' );
	$desk     = $plugin->desk();
	$database = $plugin->base->database;
	$plugin->worker()->run( 5.0 );
	$begun = microtime( true );
	for ( $i = 0; $i < $requests; $i++ ) {
		$visitor      = new Visitor( null, Ids::random(), hash( 'sha256', Ids::random() ), time(), time() + DAY_IN_SECONDS, null );
		$conversation = $desk->visitors->ask_person( $visitor, Ids::random(), "Request number $i", 'en_US', '', '' )['conversation'];
		$desk->support->request( $conversation->id, new NewSupportRequest( SupportOrigin::Button, SupportReason::Asked ) );
	}
	$stored = microtime( true ) - $begun;
	$begun  = microtime( true );
	$plugin->worker()->run( 600.0 );
	$count = static fn( string $condition ): int => (int) $database->value( 'SELECT COUNT(*) FROM %i WHERE ' . $condition, $database->table( 'deliveries' ) );
	echo wp_json_encode(
		[
			'requests'     => $requests,
			'store_ms'     => 1000 * $stored / $requests,
			'alert_ms'     => 1000 * ( microtime( true ) - $begun ) / $requests,
			'sent_at_once' => $count( "state = 'sent' AND purpose = 'alert'" ),
			'bundled'      => $count( "state = 'bundled'" ),
			'bundles'      => $count( "purpose = 'bundle'" ),
		]
	);
} )( $requests );
