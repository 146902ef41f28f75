<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests;

use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryOwner;
use Aaia\Chatbot\Mail\Mailer;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Services;
use Aaia\Chatbot\Tests\Harness\Declared;
use Aaia\Chatbot\Wiring;
use PHPUnit\Framework\Attributes\DataProvider;

/** Everything that the modules declare can be made. */
final class WiringTest extends TestCase {

	private const FILE = WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php';

	public function test_every_service_that_a_module_names_can_be_made(): void {
		$this->expectNotToPerformAssertions();
		Declared::make_all( new Plugin( self::FILE ) );
	}

	public function test_every_hook_calls_a_method_that_is_there(): void {
		$table = Wiring::compile();
		foreach ( [ ...$table['hooks'], ...$table['rest_hooks'] ] as [ $hook, $service, $method ] ) {
			self::assertTrue( ( new \ReflectionMethod( $service, $method ) )->isPublic(), "$hook: $service::$method()" );
		}
	}

	public function test_a_scheduled_job_has_a_handler_and_a_path_has_one_controller(): void {
		$table = Wiring::compile();
		self::assertSame( [], array_diff_key( $table['schedules'], $table['jobs'] ) );
		$paths = array_map( static fn( array $route ): string => $route[0] . ' ' . $route[1], $table['routes'] );
		self::assertSame( $paths, array_unique( $paths ) );
	}

	public function test_visitors_processes_do_alerts_and_wake_what_sleeps_and_nothing_that_takes_long(): void {
		$table = Wiring::compile();
		$short = $table['short_jobs'];
		sort( $short );
		self::assertSame( [ 'alerts.escalate', 'alerts.send', 'alerts.settle', 'inbox.wake', 'recover_turns', 'replies.mail' ], $short );
		self::assertSame( [], array_diff( $short, array_keys( $table['jobs'] ) ) );
	}

	public function test_a_request_for_one_of_our_routes_reads_its_options_in_one_query_and_others_read_none(): void {
		$before = $_SERVER['REQUEST_URI'] ?? null;
		$asked  = 0;
		wp_cache_flush();
		wp_load_alloptions();
		add_filter( 'query', static function ( string $query ) use ( &$asked ): string {
			++$asked;
			return $query;
		} );
		try {
			$_SERVER['REQUEST_URI'] = '/wp-json/wp/v2/posts';
			$plugin                 = new Plugin( self::FILE );
			$plugin->read_options();
			self::assertSame( 0, $asked );
			$_SERVER['REQUEST_URI'] = '/wp-json/aaia-chatbot/v1/chat';
			$plugin->read_options();
			foreach ( [ 'aaia_chatbot_settings', 'aaia_chatbot_secrets', 'medium_crop', 'theme_switched' ] as $option ) {
				get_option( $option );
			}
			self::assertSame( 1, $asked );
		} finally {
			$_SERVER['REQUEST_URI'] = $before;
		}
	}

	public function test_a_delivery_has_one_sender_and_one_owner_at_most(): void {
		$plugin   = new Plugin( self::FILE );
		$table    = Wiring::compile();
		$purposes = [];
		foreach ( $table['delivery_owners'] as $name ) {
			$owner = $plugin->services->get( $name );
			self::assertInstanceOf( DeliveryOwner::class, $owner );
			$purposes = [ ...$purposes, ...$owner->purposes() ];
		}
		self::assertSame( $purposes, array_unique( $purposes ) );
		self::assertNotSame( [], $purposes );
		foreach ( $this->deliveries() as $delivery ) {
			$senders = array_filter(
				$table['delivery_senders'],
				static fn( string $name ): bool => $plugin->services->get( $name )->sends( $delivery ),
			);
			self::assertCount( 1, $senders, "$delivery->purpose by $delivery->channel" );
		}
	}

	/** @return iterable<Delivery> One of each purpose by e-mail, and an alert for a service. */
	private function deliveries(): iterable {
		$row  = array_fill_keys( [ 'alert_id', 'conversation_id', 'lease_until', 'next_attempt_at', 'last_error', 'bundle_id' ], null )
			+ array_fill_keys( [ 'outside_id', 'outside_state', 'sent_at' ], null )
			+ [ 'id' => '1', 'public_id' => 'x', 'rule_id' => '0', 'recipient' => 'x', 'state' => 'queued', 'attempts' => '0' ]
			+ [ 'give_up_at' => '2026-11-20 21:15:00', 'created_at' => '2026-11-20 21:15:00' ];
		$mail = [ Delivery::ALERT, Delivery::BUNDLE, Delivery::DIGEST, Delivery::RESOLVED, ...Delivery::TO_VISITORS ];
		foreach ( $mail as $purpose ) {
			yield Delivery::from_row( $row + [ 'purpose' => $purpose, 'channel' => Delivery::EMAIL ] );
		}
		yield Delivery::from_row( $row + [ 'purpose' => Delivery::ALERT, 'channel' => Delivery::SERVICE ] );
	}

	public function test_a_path_without_names_is_tried_before_one_with(): void {
		$patterns = array_column( Wiring::compile()['routes'], 1 );
		$named    = array_keys( array_filter( $patterns, static fn( string $pattern ): bool => str_contains( $pattern, '(?P<' ) ) );
		self::assertSame( range( count( $patterns ) - count( $named ), count( $patterns ) - 1 ), $named );
	}

	public function test_a_table_of_another_version_is_not_used(): void {
		$folder = sys_get_temp_dir() . '/aaia-wiring-' . bin2hex( random_bytes( 4 ) );
		mkdir( $folder . '/build', 0777, true );
		$file = $folder . '/build/wiring.php';
		file_put_contents( $file, "<?php return [ 'version' => '0.0.1' ];" );
		Declared::make_all( new Plugin( $folder . '/aaia-chatbot.php' ) );
		unlink( $file );
		rmdir( $folder . '/build' );
		rmdir( $folder );
		self::addToAssertionCount( 1 );
	}

	public function test_another_plugins_rest_request_registers_our_routes_only_when_it_calls_one(): void {
		$plugin = new Plugin( self::FILE );
		foreach ( [ 'rest_api_init', 'rest_pre_dispatch' ] as $hook ) {
			remove_all_actions( $hook );
		}
		add_action( 'rest_api_init', [ $plugin, 'register_routes' ] );
		add_filter( 'rest_pre_dispatch', [ $plugin, 'register_routes_for' ], 0, 3 );
		$GLOBALS['wp']->query_vars['rest_route'] = '/wp/v2/types';
		try {
			rest_do_request( new \WP_REST_Request( 'GET', '/wp/v2/types' ) );
			self::assertSame( [], rest_get_server()->get_routes( 'aaia-chatbot/v1' ) );
			rest_do_request( new \WP_REST_Request( 'GET', '/aaia-chatbot/v1/widget' ) );
			self::assertArrayHasKey( '/aaia-chatbot/v1/widget', rest_get_server()->get_routes( 'aaia-chatbot/v1' ) );
		} finally {
			unset( $GLOBALS['wp']->query_vars['rest_route'] );
		}
	}

	/** @return iterable<string, array{array<string, string|array{class-string, string}>, class-string, string}> */
	public static function mistakes(): iterable {
		yield 'an unknown class' => [ [ Mailer::class => 'Aaia\Chatbot\Nowhere' ], Mailer::class, 'Nothing makes' ];
		yield 'a circle' => [ [ Mailer::class => [ self::class, 'needs_itself' ] ], Mailer::class, 'in a circle' ];
		yield 'a value that nobody gives' => [ [ Mailer::class => [ self::class, 'needs_a_value' ] ], Mailer::class, '$address' ];
	}

	/**
	 * @param array<string, string|array{class-string, string}> $bindings
	 * @param class-string                                      $asked
	 */
	#[DataProvider( 'mistakes' )]
	public function test_a_mistake_in_the_wiring_names_itself( array $bindings, string $asked, string $said ): void {
		$this->expectException( \LogicException::class );
		$this->expectExceptionMessage( $said );
		( new Services( $bindings ) )->get( $asked );
	}

	public static function needs_itself( Mailer $mailer ): Mailer {
		return $mailer;
	}

	public static function needs_a_value( string $address ): Mailer {
		return new Mailer( strlen( $address ) );
	}
}
