<?php
/**
 * Many visitors ask for a person at once. Prints the cost, the number of mails, and what was lost, as JSON.
 *
 * Include with `$requests` set, in `wp eval`, on a separate site, because its rows stay.
 */

declare( strict_types=1 );

use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\NewSupportRequest;
use Aaia\Chatbot\Conversations\SupportOrigin;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Jobs\Worker;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Ids;

( static function ( int $requests ): void {
	$plugin   = new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php' );
	$database = $plugin->services->get( Database::class );
	$count    = static fn( string $table, string $condition ): int => (int) $database
		->value( 'SELECT COUNT(*) FROM %i WHERE ' . $condition, $database->table( $table ) );
	$plugin->services->get( Worker::class )->run( 5.0 );
	$begun = microtime( true );
	for ( $i = 0; $i < $requests; $i++ ) {
		$visitor      = new Visitor( null, Ids::random(), hash( 'sha256', Ids::random() ), time(), time() + DAY_IN_SECONDS, null );
		$conversation = $plugin->services->get( ConversationService::class )
			->open_for_support( $visitor, Ids::random(), "Request number $i", 'en_US', '', '' )['conversation'];
		$plugin->services->get( SupportService::class )
			->request( $conversation->id, new NewSupportRequest( SupportOrigin::Button, SupportReason::Asked ) );
	}
	$stored = microtime( true ) - $begun;
	$begun  = microtime( true );
	$memory = memory_get_usage();
	$most   = 0;
	$first  = null;
	while ( $count( 'alerts', '1 = 1' ) < $requests && microtime( true ) - $begun < 1800 ) {
		$plugin->services->get( Worker::class )->run( 5.0 );
		$first ??= $count( 'deliveries', "state = 'sent'" ) > 0 ? microtime( true ) - $begun : null;
		$most    = max( $most, $count( 'jobs', "state = 'queued'" ) );
	}
	$raised       = microtime( true ) - $begun;
	$sent_at_once = $count( 'deliveries', "state = 'sent' AND purpose = 'alert'" );
	$database->execute( "UPDATE %i SET next_attempt_at = '2000-01-01 00:00:00' WHERE purpose = 'bundle'", $database->table( 'deliveries' ) );
	$database->execute( "UPDATE %i SET run_at = '2000-01-01 00:00:00' WHERE handler = 'alerts.send'", $database->table( 'jobs' ) );
	$begun = microtime( true );
	do {
		$plugin->services->get( Worker::class )->run( 20.0 );
	} while ( $count( 'conversations', "person_requested = 'saved'" ) > 0 && microtime( true ) - $begun < 1800 );
	echo wp_json_encode(
		[
			'requests'     => $requests,
			'store_ms'     => 1000 * $stored / $requests,
			'alert_ms'     => 1000 * $raised / $requests,
			'settle_ms'    => 1000 * ( microtime( true ) - $begun ) / $requests,
			'first_s'      => $first ?? $raised,
			'sent_at_once' => $sent_at_once,
			'bundles'      => $count( 'deliveries', "purpose = 'bundle'" ),
			'lost'         => $requests - $count( 'deliveries', "purpose = 'alert' AND state = 'sent'" ),
			'untold'       => $count( 'conversations', "person_requested = 'saved'" ),
			'jobs'         => $most,
			'memory_mb'    => ( memory_get_usage() - $memory ) / 1_048_576,
			'peak_mb'      => memory_get_peak_usage() / 1_048_576,
		]
	);
} )( $requests );
