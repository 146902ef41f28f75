<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Http\FrontPageAccess;
use Aaia\Chatbot\Http\GuestAccess;
use Aaia\Chatbot\Http\GuestAuthentication;
use Aaia\Chatbot\Tests\ChatTestCase;

/** A site with a plugin that refuses guests; requests pass through WordPress's whole REST server. */
abstract class ClosedSiteTestCase extends ChatTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->attach( $this->plugin->services, GuestAuthentication::class );
	}

	protected function tearDown(): void {
		unset(
			$GLOBALS['HTTP_RAW_POST_DATA'],
			$GLOBALS['wp']->query_vars['rest_route'],
			$GLOBALS['wp_rest_auth_cookie'],
			$GLOBALS['wp_rest_application_password_status'],
		);
		parent::tearDown();
	}

	/** Activates a stand-in of tests/support/plugins/closed. */
	protected function with_plugin( string $name ): void {
		require dirname( __DIR__, 2 ) . '/support/plugins/closed/' . $name . '.php';
	}

	/** The stored result for the front page. */
	protected function seen( FrontPageAccess $front, bool $is_rest_closed = false ): void {
		$this->plugin->services->get( GuestAccess::class )->record( $front, $is_rest_closed );
	}

	/**
	 * A request from its arrival on: authentication, then the route.
	 *
	 * @param ?array<string, mixed>  $body
	 * @param array<string, string>  $headers
	 *
	 * @return array{int, array<string, mixed>} Status and JSON.
	 */
	protected function serve( string $method, string $path, ?array $body = null, array $headers = [] ): array {
		$route = '/aaia-chatbot/v1' . explode( '?', $path )[0];

		$GLOBALS['wp']->query_vars['rest_route'] = $route;
		$GLOBALS['HTTP_RAW_POST_DATA']           = null === $body ? '' : (string) wp_json_encode( $body );
		$_SERVER['REQUEST_METHOD']               = $method;
		$_SERVER['CONTENT_TYPE']                 = 'application/json';
		$_SERVER['HTTP_ACCEPT']                  = 'application/json';
		foreach ( $headers as $name => $value ) {
			$_SERVER[ 'HTTP_' . strtoupper( strtr( $name, '-', '_' ) ) ] = $value;
		}
		$GLOBALS['wp_rest_server'] = null;
		ob_start();
		rest_get_server()->serve_request( $route );
		$json = json_decode( (string) ob_get_clean(), true );
		return [ (int) http_response_code(), is_array( $json ) ? $json : [] ];
	}
}
