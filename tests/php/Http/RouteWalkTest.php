<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Http\Controller;
use Aaia\Chatbot\Http\VisitorController;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\Declared;

/** Walks every route that WordPress knows of ours. */
final class RouteWalkTest extends ChatTestCase {

	/** All routes that guests may call. Any other route must refuse them. */
	private const PUBLIC_ROUTES = [
		'GET /widget',
		'GET /widget/more',
		'GET /widget/panel',
		'POST /session',
	];

	/** For visitors: it proves a login by the cookie (MemberAccessTest). */
	private const BY_LOGIN_COOKIE = 'GET /widget/proof';

	public function test_guests_are_refused_on_all_but_the_listed_routes(): void {
		$open = [];
		foreach ( $this->endpoints() as [ $method, $path ] ) {
			$answer = $this->rest( $method, $this->filled( $path ), 'GET' === $method ? null : [] );
			if ( ! in_array( $answer->get_status(), [ 401, 403 ], true ) ) {
				$open[] = $method . ' ' . $path;
			}
		}
		$this->assertSame( self::PUBLIC_ROUTES, $open );
	}

	public function test_every_route_has_a_permission_callback_of_its_own(): void {
		foreach ( rest_get_server()->get_routes( Controller::API ) as $path => $endpoints ) {
			if ( '/' . Controller::API === $path ) {
				continue;
			}
			foreach ( $endpoints as $endpoint ) {
				$this->assertIsCallable( $endpoint['permission_callback'], $path );
				$this->assertNotSame( '__return_true', $endpoint['permission_callback'], $path );
			}
		}
	}

	public function test_a_subscriber_may_do_nothing_on_staff_routes(): void {
		$this->sign_in( 'subscriber' );
		foreach ( Declared::operations() as [ 'operation' => $route, 'controller' => $controller ] ) {
			$name = $route->method . ' ' . $route->path;
			if ( $this->is_for_visitors( $controller ) || in_array( $name, [ ...self::PUBLIC_ROUTES, self::BY_LOGIN_COOKIE ], true ) ) {
				continue;
			}
			$answer = $this->rest( $route->method, $this->filled( $route->path ), 'GET' === $route->method ? null : [] );
			$this->assertSame( 403, $answer->get_status(), $route->method . ' ' . $route->path );
		}
	}

	public function test_visitor_routes_are_never_cached(): void {
		$visitor = $this->visitor();
		$visitor->says( 'Hello' );
		$seen = 0;
		foreach ( Declared::operations() as [ 'operation' => $route, 'controller' => $controller ] ) {
			if ( ! $this->is_for_visitors( $controller ) && '/session' !== $route->path ) {
				continue;
			}
			$answer  = $visitor->asks( $route->method, $this->filled( $route->path ), 'GET' === $route->method ? null : [] );
			$headers = $answer->get_headers();
			if ( ! isset( $headers['Cache-Control'] ) && $answer->get_status() >= 400 ) {
				// Refusals made before the route answers; WordPress sends its own no-cache headers with errors of the REST API.
				continue;
			}
			$this->assertSame( 'no-store, private', $headers['Cache-Control'] ?? '', $route->path );
			++$seen;
		}
		$this->assertGreaterThan( 8, $seen );
	}

	/** @return list<array{string, string}> Method and path of every endpoint. */
	private function endpoints(): array {
		$endpoints = [];
		foreach ( Declared::operations() as [ 'operation' => $route, 'controller' => $controller ] ) {
			$endpoints[] = [ $route->method, $route->path ];
		}
		$registered = 0;
		foreach ( rest_get_server()->get_routes( Controller::API ) as $path => $handlers ) {
			$registered += '/' . Controller::API === $path ? 0 : count( $handlers );
		}
		$this->assertSame( $registered, count( $endpoints ), 'Every registered route is one of the plugin’s list.' );
		sort( $endpoints );
		return $endpoints;
	}

	private function filled( string $path ): string {
		return (string) preg_replace( '/\{[a-z]+\}/', 'abcdefghijklmnopqrstuv', $path );
	}

	private function is_for_visitors( string $controller ): bool {
		return is_subclass_of( $controller, VisitorController::class );
	}
}
