<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Faults;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Http\VisitorTokens;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Jobs\Worker;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migrator;
use Aaia\Chatbot\Storage\SiteState;
use Aaia\Chatbot\Support\Time;

/**
 * The test site without a transaction around it: what other processes write there is really written, and taken away afterwards.
 */
final class RealSite {

	/** Small tables with rows on every site, which are restored. */
	private const PUT_BACK = [ 'counters', 'event_cursors', 'jobs' ];

	/** File in which RecordingMailer records mails. */
	public readonly string $mails;

	public readonly Plugin $plugin;

	private readonly Database $database;

	/** @var array<string, list<array<string, ?string>>> Rows of PUT_BACK, by table. */
	private array $before = [];

	/** @var list<string> Tables that had no rows. */
	private array $empty = [];

	/** @var array<string, \WP_Hook> */
	private array $hooks = [];

	/** @var array<string, mixed> */
	private array $server = [];

	private mixed $mailer = null;

	private mixed $state = null;

	public function __construct() {
		$this->plugin   = new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php' );
		$this->database = $this->plugin->services->get( Database::class );
		$this->mails    = (string) tempnam( sys_get_temp_dir(), 'aaia-mails-' );
	}

	/** Begins: empty tables, the chat switched on. @param array<string, mixed> $settings */
	public function open( array $settings = [] ): void {
		$this->hooks  = array_map( static fn( \WP_Hook $hook ): \WP_Hook => clone $hook, $GLOBALS['wp_filter'] );
		$this->server = $_SERVER;
		$this->mailer = $GLOBALS['phpmailer'] ?? null;
		wp_cache_flush();
		$this->state = get_option( SiteState::OPTION );
		wp_set_current_user( 0 );
		$GLOBALS['wp_rest_server'] = null;
		add_filter( 'pre_http_request', static fn(): \WP_Error => new \WP_Error( 'offline', 'Nothing is fetched in this test.' ), 100 );
		self::record_mails( $this->mails );
		$this->look();
		$this->database->execute( 'DELETE FROM %i', $this->database->table( 'jobs' ) );
		$this->plugin->services->get( Settings::class )->save( $settings + [ 'widget_enabled' => true, 'provider' => 'builtin' ] );
	}

	/** Ends the site and removes everything. */
	public function close(): void {
		$this->put_back();
		delete_option( 'aaia_chatbot_settings' );
		delete_option( 'aaia_chatbot_secrets' );
		wp_cache_flush();
		update_option( SiteState::OPTION, $this->state, true );
		$GLOBALS['wp_filter']      = $this->hooks;
		$GLOBALS['wp_rest_server'] = null;
		$GLOBALS['phpmailer']      = $this->mailer;
		$_SERVER                   = $this->server;
		wp_cache_flush();
		if ( is_file( $this->mails ) ) {
			unlink( $this->mails );
		}
	}

	/** Records every mail of this process in a file instead of sending it. */
	public static function record_mails( string $file ): void {
		require_once ABSPATH . WPINC . '/PHPMailer/PHPMailer.php';
		require_once ABSPATH . WPINC . '/PHPMailer/SMTP.php';
		require_once ABSPATH . WPINC . '/PHPMailer/Exception.php';
		require_once ABSPATH . WPINC . '/class-wp-phpmailer.php';
		RecordingMailer::install( $file );
	}

	/** A token of a new visitor. */
	public function token(): string {
		return $this->plugin->services->get( VisitorTokens::class )->issue( null, null )['token'];
	}

	/** Simulates that some minutes have passed: leases end, waiting work is due, rate limits start anew. */
	public function pass_time(): void {
		$past = Time::to_database( new \DateTimeImmutable( '-15 minutes' ) );
		foreach ( [
			'turns' => [ 'lease_until', 'created_at' ],
			'jobs' => [ 'lease_until', 'run_at' ],
			'event_cursors' => [ 'lease_until' ],
			'deliveries' => [ 'lease_until', 'next_attempt_at' ],
		] as $table => $columns ) {
			foreach ( $columns as $column ) {
				$this->database->execute( 'UPDATE %i SET %i = %s WHERE %i IS NOT NULL', $this->database->table( $table ), $column, $past, $column );
			}
		}
		$this->database->execute(
			'UPDATE %i SET created_at = %s',
			$this->database->table( 'deliveries' ),
			Time::to_database( new \DateTimeImmutable( '-2 hours' ) ),
		);
		$this->database->execute( 'UPDATE %i SET value = 0 WHERE name LIKE %s', $this->database->table( 'counters' ), 'schedule:%' );
		$this->database->execute( 'DELETE FROM %i', $this->database->table( 'rate_limits' ) );
	}

	/** Delivers all events and runs all due jobs. */
	public function work(): void {
		for ( $round = 0; $round < 20 && ( 0 === $round || $this->plugin->services->get( JobQueue::class )->is_due() ); $round++ ) {
			$this->plugin->services->get( Worker::class )->run( 10.0 );
		}
	}

	/** @return list<array<string, ?string>> */
	public function rows( string $table, string $column, string $value ): array {
		return $this->database->rows( 'SELECT * FROM %i WHERE %i = %s ORDER BY id', $this->database->table( $table ), $column, $value );
	}

	public function count( string $table, string $column, string $value ): int {
		return count( $this->rows( $table, $column, $value ) );
	}

	/** Leaves ids missing in the event log, or unknown to its counter. */
	public function gaps_in_events(): int {
		$row  = $this->database->row(
			'SELECT COUNT(*) AS rows_there, MIN(id) AS first_id, MAX(id) AS last_id FROM %i',
			$this->database->table( 'events' ),
		);
		$last = (int) ( $row['last_id'] ?? 0 );
		return abs( $last - (int) ( $row['first_id'] ?? 1 ) + 1 - (int) ( $row['rows_there'] ?? 0 ) )
			+ abs( $last - $this->plugin->services->get( EventLog::class )->last_id() );
	}

	/** @return list<array{id: string, text: string}> Every mail that was accepted. */
	public function sent_mails(): array {
		$mails = [];
		foreach ( file( $this->mails, FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES ) ?: [] as $line ) {
			$mail    = json_decode( $line, true );
			$mails[] = [ 'id' => (string) $mail['id'], 'text' => (string) $mail['text'] ];
		}
		return $mails;
	}

	/** Whether an interrupted migration on the current prefix can be completed and creates every table. */
	public function migrates_to_the_end(): bool {
		$plugin = new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php' );
		$plugin->services->get( Migrator::class )->migrate();
		return $plugin->services->get( Migrator::class )->is_current()
			&& 'events' === $this->database->value( 'SELECT name FROM %i WHERE name = %s', $this->database->table( 'counters' ), 'events' )
			&& $this->tables() === count( $this->database->rows(
				'SHOW TABLES LIKE %s',
				$this->database->like( $this->database->table( '' ) ) . '%',
			) );
	}

	private function tables(): int {
		return count( $this->database->rows( 'SHOW TABLES LIKE %s', $this->database->like( 'wp_aaia_' ) . '%' ) );
	}

	private function look(): void {
		foreach ( self::PUT_BACK as $table ) {
			$this->before[ $table ] = $this->database->rows( 'SELECT * FROM %i', $this->database->table( $table ) );
		}
		$prefix = $this->database->table( '' );
		foreach ( $this->database->rows( 'SHOW TABLES LIKE %s', $this->database->like( $prefix ) . '%' ) as $row ) {
			$table = substr( (string) ( array_values( $row )[0] ?? '' ), strlen( $prefix ) );
			if ( ! in_array( $table, self::PUT_BACK, true ) && '0' === $this->database->value( 'SELECT COUNT(*) FROM %i', $prefix . $table ) ) {
				$this->empty[] = $table;
			}
		}
	}

	private function put_back(): void {
		foreach ( [ ...$this->empty, ...self::PUT_BACK ] as $table ) {
			$this->database->execute( 'DELETE FROM %i', $this->database->table( $table ) );
			foreach ( $this->before[ $table ] ?? [] as $row ) {
				$this->database->insert( $table, $row );
			}
		}
	}
}
