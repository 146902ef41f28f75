<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Alerts;

use Aaia\Chatbot\Alerts\AlertsModule;
use Aaia\Chatbot\Alerts\RaiseAlerts;
use Aaia\Chatbot\Alerts\Rules\RuleDefinition;
use Aaia\Chatbot\Alerts\Rules\RuleRepository;
use Aaia\Chatbot\Alerts\Rules\RuleSet;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\NewSupportRequest;
use Aaia\Chatbot\Conversations\SupportOrigin;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Events\Dispatcher;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Jobs\Worker;
use Aaia\Chatbot\Jobs\WorkerSlots;
use Aaia\Chatbot\Mail\MailModule;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Services;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\Harness\TestClock;
use Aaia\Chatbot\Tests\Mail\FaultySmtp;
use PHPUnit\Framework\TestCase;

/**
 * Workers killed at random points lose no alert, and repeat one only where no client can avoid it.
 *
 * Real processes, really killed (SIGKILL), on a real database with real commits and a real SMTP server; only the clock is the
 * test's, so that leases run out without waiting.
 */
final class KilledWorkersTest extends TestCase {

	/** Kills that hit a worker at work. */
	private const KILLS = 200;

	private const REQUESTS = 60;

	/** Tables this test writes. */
	private const TABLES = [
		'alerts',
		'alert_rules',
		'deliveries',
		'delivery_attempts',
		'jobs',
		'events',
		'event_cursors',
		'conversations',
		'messages',
		'support_requests',
		'visitors',
		'sessions',
	];

	private FaultySmtp $smtp;

	private TestClock $clock;

	/** @var list<\wpdb> Connections of the parent that a child must not close. */
	private array $kept = [];

	protected function setUp(): void {
		parent::setUp();
		if ( ! function_exists( 'pcntl_fork' ) ) {
			self::markTestSkipped( 'This PHP cannot fork processes (extension pcntl).' );
		}
		$this->smtp  = new FaultySmtp();
		$this->clock = new TestClock( '2026-11-20 08:00:00' );
		$this->clear();
	}

	protected function tearDown(): void {
		$this->smtp->stop();
		$GLOBALS['phpmailer'] = null;
		remove_all_actions( 'phpmailer_init' );
		$this->clear();
		parent::tearDown();
	}

	public function test_over_200_kills_each_alert_arrives_and_twice_only_after_an_attempt_nobody_recorded_the_end_of(): void {
		$this->smtp->connect();
		( new RuleRepository( $this->wired()->get( Database::class ), $this->clock ) )->add(
			'',
			Trigger::Support,
			true,
			new RuleDefinition( cap: 1000 ),
			RuleSet::BUILT_IN
		);
		$this->requests( self::REQUESTS );
		$kills = 0;
		for ( $round = 0; $kills < self::KILLS && $round < 4 * self::KILLS; $round++ ) {
			$this->clock->pass( '6 minutes' );
			if ( 0 === $round % 40 ) {
				$this->smtp->plan( 'greylist', 'drop-after-data', 'accept', 'refuse-message' );
			}
			if ( $round > 0 && 0 === $round % 5 ) {
				$this->requests( 10 );
			}
			$kills += $this->killed_worker() ? 1 : 0;
		}
		$this->smtp->plan();
		for ( $hour = 0; $hour < 3; $hour++ ) {
			$this->clock->pass( '7 hours' );
			$this->finish();
		}

		self::assertGreaterThanOrEqual( self::KILLS, $kills );
		$rows     = $this->wired()->get( Database::class )->rows(
			'SELECT id, public_id, state FROM %i',
			$GLOBALS['wpdb']->prefix . 'aaia_deliveries'
		);
		$requests = $this->wired()->get( Database::class )->value(
			'SELECT COUNT(*) FROM %i',
			$GLOBALS['wpdb']->prefix . 'aaia_support_requests'
		);
		$arrived  = array_count_values( array_column( $this->smtp->messages(), 'message_id' ) );
		self::assertCount( (int) $requests, $rows, 'One delivery a request.' );
		foreach ( $rows as $row ) {
			$copies     = $arrived[ "<delivery.{$row['public_id']}@site.test>" ] ?? 0;
			$unrecorded = $this->attempts_without_good_end( (int) $row['id'] );
			self::assertSame( 'sent', $row['state'] );
			self::assertGreaterThanOrEqual( 1, $copies, 'Nothing is lost.' );
			self::assertLessThanOrEqual( 1 + $unrecorded, $copies, 'A copy more needs an attempt that was killed, or whose answer was lost.' );
		}
		self::assertSame( count( $rows ), count( $arrived ), 'Every mail is one of the deliveries’.' );
	}

	public function test_several_workers_at_once_deliver_each_alert_exactly_once(): void {
		$this->smtp->connect();
		$this->requests( 60 );
		$this->clock->pass( '1 minute' );
		$children = [ $this->fork(), $this->fork(), $this->fork(), $this->fork() ];
		foreach ( $children as $child ) {
			pcntl_waitpid( $child, $status );
		}
		$this->clock->pass( '10 minutes' );
		$this->finish();
		$copies = array_count_values( array_map(
			static fn( array $mail ): string => $mail['message_id'] . $mail['subject'],
			$this->smtp->messages()
		) );

		self::assertSame( [ 1 ], array_values( array_unique( $copies ) ) );
		self::assertCount( 20, $copies, 'The other forty wait for their bundle.' );
	}

	/** The plugin's services on this test's clock and on the connection of the process. */
	private function wired(): Services {
		return ( new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php', [ Clock::class => $this->clock ] ) )->services;
	}

	/** Visitors ask for a person; committed. */
	private function requests( int $count ): void {
		$services = $this->wired();
		for ( $i = 0; $i < $count; $i++ ) {
			$now          = $this->clock->now()->getTimestamp();
			$visitor      = new Visitor( null, Ids::random(), hash( 'sha256', Ids::random() ), $now, $now + 86_400, null );
			$conversation = $services->get(
				ConversationService::class
			)->open_for_support( $visitor, Ids::random(), 'My boiler leaks', 'en_US', '', '' )['conversation'];
			$services->get( SupportService::class )->request(
				$conversation->id,
				new NewSupportRequest( SupportOrigin::Button, SupportReason::Asked )
			);
		}
	}

	/** Forks a worker and kills it at a random moment. Whether it was still at work. */
	private function killed_worker(): bool {
		$child = $this->fork();
		usleep( random_int( 2_000, 40_000 ) );
		$over = pcntl_waitpid( $child, $status, WNOHANG ) === $child;
		if ( ! $over ) {
			posix_kill( $child, SIGKILL );
			pcntl_waitpid( $child, $status );
		}
		return ! $over;
	}

	/** A worker that nobody kills. */
	private function finish(): void {
		pcntl_waitpid( $this->fork(), $status );
	}

	/** @return int Process id of a child that works until nothing is due. */
	private function fork(): int {
		$child = pcntl_fork();
		if ( -1 === $child ) {
			throw new \RuntimeException( 'No process could be forked.' );
		}
		if ( 0 === $child ) {
			try {
				$this->connect_anew();
				$this->worker()->run( 20.0 );
			} finally {
				posix_kill( (int) getmypid(), SIGKILL );
			}
		}
		return $child;
	}

	private function worker(): Worker {
		$services   = $this->wired();
		$dispatcher = new Dispatcher(
			$services->get( Database::class ),
			$services->get( EventLog::class ),
			$this->clock,
			[ $services->get( RaiseAlerts::class ) ]
		);
		$handlers   = array_map(
			static fn( string $handler ): \Closure => static fn(): JobHandler => $services->get( $handler ),
			MailModule::JOBS + AlertsModule::JOBS
		);
		return new Worker(
			$services->get( Database::class ),
			$services->get( JobQueue::class ),
			$dispatcher,
			$this->clock,
			$handlers,
			[],
			$services->get( WorkerSlots::class )
		);
	}

	/** A connection of the child's own. The parent's stays referenced: closing it would end it for the parent too. */
	private function connect_anew(): void {
		$parent       = $GLOBALS['wpdb'];
		$this->kept[] = $parent;
		$own          = $parent instanceof \WP_SQLite_DB ? new \WP_SQLite_DB( DB_NAME ) : new \wpdb( DB_USER, DB_PASSWORD, DB_NAME, DB_HOST );
		$own->set_prefix( $parent->prefix );
		$GLOBALS['wpdb'] = $own;
	}

	private function attempts_without_good_end( int $delivery_id ): int {
		return (int) $this->wired()->get( Database::class )->value(
			'SELECT COUNT(*) FROM %i WHERE delivery_id = %d AND outcome <> %s',
			$GLOBALS['wpdb']->prefix . 'aaia_delivery_attempts',
			$delivery_id,
			'sent'
		);
	}

	private function clear(): void {
		$database = $this->wired()->get( Database::class );
		foreach ( self::TABLES as $table ) {
			$database->execute( 'DELETE FROM %i', $database->table( $table ) );
		}
	}
}
