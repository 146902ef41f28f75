<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/**
 * Applies other plugins' `rest_authentication_errors` to our routes that ignore cookies, as if a guest had sent the request.
 *
 * Visitors are identified by their token. A cookie, nonce or password in the request has no effect, so the plugins are asked about a
 * guest. When they refuse guests, the request is refused, unless the owner lets the chat answer on a closed site. Signed requests reveal
 * nothing and pass. WordPress's own checks of cookies and application passwords do not refuse guests and are skipped.
 */
final class GuestAuthentication {

	/** Routes of visitors. `/chat/completions` is for programs with a password. As in WordPress, `$` matches before a final line break. */
	private const VISITORS = '#\A/' . Controller::API . '/(widget|session|chat)(?!/completions/?$)(/|$)#i';

	/** Routes that check a signature themselves. */
	private const SIGNED = '#\A/' . Controller::API . '/(jobs/run|proxy-look)/?$#i';

	/** A public visitor route, used as the sample for all of them. */
	private const SAMPLE = '/' . Controller::API . '/widget';

	/** Who writes the sentence of a refusal, by its code. */
	private const REFUSALS = [
		GuestAccess::REFUSED  => GuestAccess::class,
		MemberAccess::REFUSED => MemberAccess::class,
	];

	/** WordPress's own checks, by priority. */
	private const OWN_CHECKS = [
		'rest_application_password_check_errors' => 90,
		'rest_cookie_check_errors'               => 100,
	];

	/** @var array<string, int> Core's checks removed while a request is authenticated. */
	private array $left_out = [];

	public function __construct( private readonly GuestAccess $access ) {}

	/** Whether a REST route is one of visitors. */
	public static function is_visitor_route( string $route ): bool {
		return 1 === preg_match( self::VISITORS, $route );
	}

	/** Hook: `rest_authentication_errors`, first. Logs the user out for this request and removes core's checks. */
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

	/** Hook: `rest_authentication_errors`, last. Restores core's checks and decides. */
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

	/** Hook: `rest_pre_dispatch`. Handles plugins that refuse a request only here. */
	public function filter_dispatch( mixed $answer, mixed $server, \WP_REST_Request $request ): mixed {
		if ( ! is_wp_error( $answer ) || ! $this->ignores_cookies( $request->get_route() ) ) {
			return $answer;
		}
		return $this->is_exempt( $request->get_route() ) ? null : $this->to_visitor_error( $answer );
	}

	/**
	 * Hook: `rest_post_dispatch`. Translates a refusal into the language of the visitor's page, because the panel shows it as it is. A
	 * request without a language gets the site's.
	 */
	public function translate( mixed $answer, mixed $server, \WP_REST_Request $request ): mixed {
		$data = $answer instanceof \WP_REST_Response ? $answer->get_data() : null;
		$refusal = is_array( $data ) ? self::REFUSALS[ $data['code'] ?? '' ] ?? null : null;
		if ( is_array( $data ) && null !== $refusal ) {
			$page   = $request->get_param( 'page' );
			$locale = $request->get_param( 'locale' ) ?? ( is_array( $page ) ? $page['locale'] ?? null : null );
			$words  = LocaleSwitcher::run(
				LocaleSwitcher::valid_or_default( is_string( $locale ) ? $locale : '' ),
				static fn(): string => $refusal::refusal()->get_error_message(),
			);
			$answer->set_data( array_merge( $data, [ 'message' => $words ] ) );
		}
		return $answer;
	}

	/** Replaces a refusal of guests by our message; other errors (too many requests, maintenance) keep theirs. */
	private function to_visitor_error( \WP_Error $refusal ): \WP_Error {
		$data   = $refusal->get_error_data();
		$status = is_array( $data ) && is_int( $data['status'] ?? null ) ? $data['status'] : 403;
		return in_array( $status, [ 401, 403 ], true ) ? GuestAccess::refusal( $status ) : $refusal;
	}

	/**
	 * Whether the plugins of this site would refuse a guest on a visitor's route, asked in this process.
	 *
	 * Used when the site cannot send requests to itself. Misses refusals that depend on the address or happen before REST begins.
	 */
	public function would_refuse_guest(): bool {
		global $wp;
		$user  = get_current_user_id();
		$route = $wp->query_vars['rest_route'] ?? null;

		$wp->query_vars['rest_route'] = self::SAMPLE;
		$this->before_authentication( null );
		try {
			/** This filter is documented in wp-includes/rest-api/class-wp-rest-server.php */
			// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- core's own filter, asked as core asks it.
			return is_wp_error( apply_filters( 'rest_authentication_errors', null ) );
		} catch ( \Throwable $failure ) {
			do_action(
				'aaia_chatbot_log',
				'warning',
				'A plugin failed when it was asked whether guests may use the REST API: ' . $failure->getMessage(),
			);
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
