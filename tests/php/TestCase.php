<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests;

use Aaia\Chatbot\Hook;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Services;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Tests\Harness\Mailbox;
use Aaia\Chatbot\Tests\Harness\OneTransaction;
use Aaia\Chatbot\Wiring;

/**
 * A test on real WordPress that leaves nothing behind.
 *
 * Everything a test writes is rolled back: its own transactions become savepoints inside the test's one (see OneTransaction), so the
 * plugin's after-commit work runs as in life. Hooks, the current user and the caches are put back too. Tables cannot be made or
 * altered inside (MariaDB would commit): tests of migrations clean up themselves.
 */
abstract class TestCase extends \PHPUnit\Framework\TestCase {

	/** Catches every mail WordPress sends during the test. */
	protected Mailbox $mailbox;

	private OneTransaction $transaction;

	/** @var array<string, \WP_Hook> */
	private array $hooks = [];

	/** @var array<string, mixed> */
	private array $server = [];

	protected function setUp(): void {
		parent::setUp();
		$this->server = $_SERVER;
		$this->hooks  = array_map( static fn( \WP_Hook $hook ): \WP_Hook => clone $hook, $GLOBALS['wp_filter'] );
		wp_cache_flush();
		wp_set_current_user( 0 );
		$GLOBALS['wp_rest_server'] = null;
		$this->mailbox             = Mailbox::installed();
		$this->transaction         = new OneTransaction( self::wpdb() );
		$this->transaction->begin();
	}

	protected function tearDown(): void {
		$this->transaction->undo();
		$this->mailbox->remove();
		$GLOBALS['wp_filter']      = $this->hooks;
		$GLOBALS['wp_rest_server'] = null;
		$_SERVER                   = $this->server;
		$_GET                      = [];
		$_POST                     = [];
		$_REQUEST                  = [];
		wp_set_current_user( 0 );
		wp_cache_flush();
		parent::tearDown();
	}

	/** WordPress's database. */
	protected static function wpdb(): \wpdb {
		return $GLOBALS['wpdb'];
	}

	/**
	 * The plugin's services, made anew.
	 *
	 * @param array<string, object> $given Objects that stand in place of their class, such as a clock.
	 */
	protected function wired( array $given = [] ): Services {
		return ( new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php', $given ) )->services;
	}

	/**
	 * Attaches the hooks that the modules declare for some services, as the plugin does.
	 *
	 * @param class-string ...$names
	 */
	protected function attach( Services $services, string ...$names ): void {
		$table = Wiring::compile();
		foreach ( [ ...$table['hooks'], ...$table['rest_hooks'] ] as [ $hook, $service, $method, $priority, $arguments ] ) {
			if ( in_array( $service, $names, true ) ) {
				add_filter( $hook, new Hook( $services, $service, $method ), $priority, $arguments );
			}
		}
	}

	/** The plugin's database on the same connection. */
	protected function database(): Database {
		return new Database( self::wpdb() );
	}

	/** Whether this run is on the SQLite drop-in. */
	protected function on_sqlite(): bool {
		return $this->database()->is_sqlite();
	}

	/**
	 * A new user, not signed in.
	 *
	 * @param array<string, mixed> $fields More fields for wp_insert_user().
	 */
	protected function user( string $role = 'subscriber', array $fields = [] ): \WP_User {
		$login = 'user' . bin2hex( random_bytes( 5 ) );
		$id    = wp_insert_user( $fields + [
			'user_login' => $login,
			'user_pass'  => 'password',
			'user_email' => $login . '@example.com',
			'role'       => $role,
		] );
		if ( $id instanceof \WP_Error ) {
			throw new \RuntimeException( $id->get_error_message() );
		}
		return new \WP_User( $id );
	}

	/** Signs a new user of this role in. */
	protected function sign_in( string $role = 'administrator' ): \WP_User {
		$user = $this->user( $role );
		wp_set_current_user( $user->ID );
		return $user;
	}

	/**
	 * A published page (or another post).
	 *
	 * @param array<string, mixed> $fields More fields for wp_insert_post().
	 */
	protected function page( string $title, string $content, array $fields = [] ): \WP_Post {
		$id = wp_insert_post( $fields + [
			'post_type'    => 'page',
			'post_status'  => 'publish',
			'post_title'   => $title,
			'post_content' => $content,
		], true );
		if ( $id instanceof \WP_Error ) {
			throw new \RuntimeException( $id->get_error_message() );
		}
		$post = get_post( $id );
		if ( ! $post instanceof \WP_Post ) {
			throw new \RuntimeException( 'The page was not stored.' );
		}
		return $post;
	}

	/**
	 * Asks one of our REST routes, as a browser's request arrives there.
	 *
	 * @param string                     $path    Below the namespace, such as `/session`; a query string is understood.
	 * @param array<string, mixed>|null  $body    Sent as JSON; null for none.
	 * @param array<string, string>      $headers
	 */
	protected function rest( string $method, string $path, ?array $body = null, array $headers = [] ): \WP_REST_Response {
		[ $route, $query ] = explode( '?', $path, 2 ) + [ 1 => '' ];
		$request           = new \WP_REST_Request( $method, '/aaia-chatbot/v1' . $route );
		wp_parse_str( $query, $parameters );
		$request->set_query_params( $parameters );
		foreach ( $headers as $name => $value ) {
			$request->set_header( $name, $value );
		}
		if ( null !== $body ) {
			$request->set_header( 'Content-Type', 'application/json' );
			$request->set_body( [] === $body ? '{}' : (string) wp_json_encode( $body ) );
		}
		$response = rest_do_request( $request );
		$filtered = apply_filters( 'rest_post_dispatch', rest_ensure_response( $response ), rest_get_server(), $request );
		if ( ! $filtered instanceof \WP_REST_Response ) {
			throw new \RuntimeException( 'The REST server answered no response.' );
		}
		return $filtered;
	}

	/**
	 * Answers every outgoing HTTP request with what `$answer` says; null lets it through.
	 *
	 * @param callable(string $url, array<string, mixed> $request): (array<string, mixed>|\WP_Error|null) $answer
	 */
	protected function answer_http( callable $answer ): void {
		add_filter(
			'pre_http_request',
			static fn( mixed $so_far, array $request, string $url ): mixed => $answer( $url, $request ) ?? $so_far,
			20,
			3
		);
	}
}
