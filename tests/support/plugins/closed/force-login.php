<?php

/**
 * Plugin Name: Stand-in for a plugin that forces a login
 * Description: Sends guests from every page to the login and refuses them in the REST API, in the way such plugins do (template_redirect;
 * rest_authentication_errors at 99, asked only while nobody has decided). For tests only.
 * Version: 0.0.0
 */

add_action(
	'template_redirect',
	static function () {
		if ( is_user_logged_in() || wp_doing_cron() ) {
			return;
		}
		nocache_headers();
		wp_safe_redirect( wp_login_url( home_url( '/' ) ), 302 );
		exit;
	}
);

add_filter(
	'rest_authentication_errors',
	static function ( $result ) {
		if ( null === $result && ! is_user_logged_in() ) {
			return new WP_Error(
				'rest_unauthorized',
				'Only authenticated users can access the REST API.',
				array( 'status' => rest_authorization_required_code() ),
			);
		}
		return $result;
	},
	99
);
