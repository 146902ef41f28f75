<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/**
 * What other plugins say in `rest_authentication_errors` about requests to our routes that know nobody by a cookie.
 *
 * Visitors are known by their token: a cookie, a nonce or a password that came along counts for nothing, neither for them nor against them,
 * so the plugins are asked about a guest. Where they refuse guests the refusal stands, unless the owner has chosen that the chat answers
 * everybody. Requests known by a signature give out nothing and pass. WordPress's own checks of cookies and application passwords are
 * no refusal of guests and are left out.
 */
final class GuestAuthentication {

	/** Routes of visitors; `/chat/completions` is for programs with a password. As WordPress matches routes, `$` is also before a last line break. */
	private const VISITORS = '#\A/' . Controller::API . '/(widget|session|chat)(?!/completions/?$)(/|$)#i';

	/** Routes known by a signature that each of them checks itself. */
	private const SIGNED = '#\A/' . Controller::API . '/(jobs/run|proxy-look)/?$#i';

	/** A visitor's route that anybody may ask: what is said of it is said of all. */
	private const SAMPLE = '/' . Controller::API . '/widget';

	/** WordPress's own checks, by priority. */
	private const OWN_CHECKS = [
		'rest_application_password_check_errors' => 90,
		'rest_cookie_check_errors'               => 100,
	];

	/** @var array<string, int> Checks that were taken off for the request that is judged. */
	private array $left_out = [];

	public function __construct( private readonly GuestAccess $access ) {}

	/** Whether a REST route is one of visitors. */
	public static function is_visitor_route( string $route ): bool {
		return 1 === preg_match( self::VISITORS, $route );
	}

	/** Before anybody is asked: nobody is logged in. */
	public function before_authentication( mixed $errors ): mixed {
		if ( ! $this->ignores_cookies( $this->requested_route() ) ) {
			return $errors;
		}
		wp_set_current_user( 0 );
		foreach ( self::OWN_CHECKS as $check => $priority ) {
			if ( remove_filter( 'rest_authentication_errors', $check, $priority ) ) {
				$this->left_out[ $check ] = $priority;
			}
		}
		return $errors;
	}

	/** After everybody was asked. */
	public function after_authentication( mixed $errors ): mixed {
		$route = $this->requested_route();
		if ( ! $this->ignores_cookies( $route ) ) {
			return $errors;
		}
		foreach ( $this->left_out as $check => $priority ) {
			if ( is_callable( $check ) ) {
				add_filter( 'rest_authentication_errors', $check, $priority );
			}
		}
		$this->left_out = [];
		wp_set_current_user( 0 );
		return is_wp_error( $errors ) && ! $this->is_exempt( $route ) ? $this->to_visitor_error( $errors ) : true;
	}

	/** Plugins that refuse a request later, instead of an answer. */
	public function filter_dispatch( mixed $answer, mixed $server, \WP_REST_Request $request ): mixed {
		if ( ! is_wp_error( $answer ) || ! $this->ignores_cookies( $request->get_route() ) ) {
			return $answer;
		}
		return $this->is_exempt( $request->get_route() ) ? null : $this->to_visitor_error( $answer );
	}

	/**
	 * Hook `rest_post_dispatch`: a refusal is said in the language of the visitor's page, which the panel shows as it is. A request that
	 * names no language gets the site's.
	 */
	public function translate( mixed $answer, mixed $server, \WP_REST_Request $request ): mixed {
		$data = $answer instanceof \WP_REST_Response ? $answer->get_data() : null;
		if ( is_array( $data ) && GuestAccess::REFUSED === ( $data['code'] ?? null ) ) {
			$page   = $request->get_param( 'page' );
			$locale = $request->get_param( 'locale' ) ?? ( is_array( $page ) ? $page['locale'] ?? null : null );
			$words  = LocaleSwitcher::run( LocaleSwitcher::valid_or_default( is_string( $locale ) ? $locale : '' ), static fn(): string => GuestAccess::refusal()->get_error_message() );
			$answer->set_data( array_merge( $data, [ 'message' => $words ] ) );
		}
		return $answer;
	}

	/** A refusal as visitors are told it; what is no refusal of guests (too many requests, maintenance) keeps its own words. */
	private function to_visitor_error( \WP_Error $refusal ): \WP_Error {
		$data   = $refusal->get_error_data();
		$status = is_array( $data ) && is_int( $data['status'] ?? null ) ? $data['status'] : 403;
		return in_array( $status, [ 401, 403 ], true ) ? GuestAccess::refusal( $status ) : $refusal;
	}

	/**
	 * Asks the plugins of this site what they would say to a guest on a visitor's route.
	 *
	 * For when the site cannot be asked from outside: what they make of addresses, or do before REST begins, is not seen here.
	 */
	public function would_refuse_guest(): bool {
		global $wp;
		$user  = get_current_user_id();
		$route = $wp->query_vars['rest_route'] ?? null;

		$wp->query_vars['rest_route'] = self::SAMPLE;
		$this->before_authentication( null );
		try {
			/** This filter is documented in wp-includes/rest-api/class-wp-rest-server.php */
			return is_wp_error( apply_filters( 'rest_authentication_errors', null ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- core's own filter, asked as core asks it.
		} catch ( \Throwable $failure ) {
			do_action( 'aaia_chatbot_log', 'warning', 'A plugin failed when it was asked whether guests may use the REST API: ' . $failure->getMessage() );
			return true;
		} finally {
			$this->after_authentication( null );
			wp_set_current_user( $user );
			if ( null === $route ) {
				unset( $wp->query_vars['rest_route'] );
			} else {
				$wp->query_vars['rest_route'] = $route;
			}
		}
	}

	private function ignores_cookies( string $route ): bool {
		return self::is_visitor_route( $route ) || $this->is_signed( $route );
	}

	private function is_signed( string $route ): bool {
		return 1 === preg_match( self::SIGNED, $route );
	}

	private function is_exempt( string $route ): bool {
		return $this->is_signed( $route ) || self::is_visitor_route( $route ) && $this->access->is_overridden();
	}

	private function requested_route(): string {
		$route = $GLOBALS['wp']->query_vars['rest_route'] ?? '';
		return is_string( $route ) ? untrailingslashit( $route ) : '';
	}
}
