<?php

/**
 * One request of a site in a process of its own, for tests that kill it: `php child.php KIND JSON`.
 *
 * Says `ready` when WordPress is loaded, then does one thing: `chat` and `handover` ask a visitor route and print what it answers,
 * `reply` answers as staff, `work` does due jobs, `claim` takes jobs from the queue, `stream` serves a stream, `drain` serves subscribers,
 * `migrate` makes our tables under another prefix, `sync` reads the site's pages, `import` imports some, `read` reads one page with a
 * shortcode that ends PHP in some way, `hold` keeps the database's lock for a while. With `go` it waits until that file is there.
 */

declare( strict_types=1 );

use Aaia\Chatbot\Content\KnowledgeSources;
use Aaia\Chatbot\Content\SourceSync;
use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Events\Dispatcher;
use Aaia\Chatbot\Http\SseWriter;
use Aaia\Chatbot\Http\StreamResponse;
use Aaia\Chatbot\Http\StreamServer;
use Aaia\Chatbot\Http\UnfinishedStream;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Jobs\Worker;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migrator;
use Aaia\Chatbot\Tests\Faults\DeadlyPages;
use Aaia\Chatbot\Tests\Faults\Kills;
use Aaia\Chatbot\Tests\Faults\RealSite;

require dirname( __DIR__ ) . '/bootstrap.php';

[ , $kind, $json ] = $argv;
$arguments         = json_decode( $json, true );
$plugin            = new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php' );

$_SERVER['REMOTE_ADDR'] = $arguments['address'] ?? '192.0.2.10';
add_filter( 'pre_http_request', static fn(): WP_Error => new WP_Error( 'offline', 'Nothing is fetched in this test.' ), 100 );
if ( isset( $arguments['mails'] ) ) {
	RealSite::record_mails( $arguments['mails'] );
}
if ( 'migrate' === $kind ) {
	$GLOBALS['wpdb']->set_prefix( $arguments['prefix'] );
	wp_cache_flush();
}
if ( 'chat' === $kind ) {
	Kills::model( $arguments['pause'] ?? 12_000 )->install();
}
echo "ready\n";
while ( isset( $arguments['go'] ) && ! file_exists( $arguments['go'] ) ) {
	usleep( 500 );
	clearstatcache();
}

match ( $kind ) {
	'chat', 'handover' => Kills::ask( $arguments['path'], $arguments['token'], $arguments['body'], static function ( string $bytes ): void {
		echo $bytes;
	} ),
	'reply'   => print( 'stored ' . $plugin->services->get( AgentService::class )
		->reply( $arguments['conversation'], 1, 'Good day.', $arguments['private'], $arguments['id'], null )->id ),
	'work'    => $plugin->services->get( Worker::class )->run( 5.0 ),
	'migrate' => $plugin->services->get( Migrator::class )->migrate(),
	'claim'   => ( static function () use ( $plugin ): void {
		$queue = $plugin->services->get( JobQueue::class );
		for ( $job = $queue->claim( 60 ); null !== $job; $job = $queue->claim( 60 ) ) {
			echo 'job ', $job->job->id, "\n";
			$plugin->services->get( JobQueue::class )->finish( $job );
		}
	} )(),
	'stream'  => ( static function () use ( $arguments ): void {
		remove_all_actions( 'aaia_chatbot_log' );
		add_action( 'aaia_chatbot_log', static function (): void {
			echo "noted\n";
		} );
		( new StreamServer() )->serve( false, new StreamResponse( static function ( SseWriter $writer ) use ( $arguments ): void {
			$writer->send( [ 'type' => 'start' ] );
			match ( $arguments['how'] ) {
				'broken'     => throw new RuntimeException( 'Broken.' ),
				'unfinished' => throw new UnfinishedStream( 'Elsewhere.' ),
				default      => null,
			};
		}, 200 ) );
	} )(),
	'drain'   => $plugin->services->get( Dispatcher::class )->drain( 5.0 ),
	'sync'    => $plugin->services->get( SourceSync::class )->run( $plugin->services->get( KnowledgeSources::class )->all()[0], 60.0 ),
	'import'  => ( static function () use ( $arguments ): void {
		define( 'WP_IMPORTING', true );
		for ( $number = 1; $number <= $arguments['pages']; $number++ ) {
			echo 'page ', wp_insert_post( [
				'post_type' => 'page',
				'post_status' => 'publish',
				'post_title' => 'Imported',
				'post_content' => "Imported toucan$number.",
			] ), "\n";
		}
	} )(),
	'read'    => print DeadlyPages::read( $arguments['post'], $arguments['how'] ),
	default   => $plugin->services->get( Database::class )->transaction( static function () use ( $plugin, $arguments ): void {
		$plugin->services->get( Database::class )
			->execute(
				'UPDATE %i SET value = value + 0 WHERE name = %s',
				$plugin->services->get( Database::class )->table( 'counters' ),
				'events',
			);
		echo "holding\n";
		usleep( $arguments['milliseconds'] * 1000 );
	} ),
};
