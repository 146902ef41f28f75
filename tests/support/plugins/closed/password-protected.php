<?php

/**
 * Plugin Name: Stand-in for a plugin with one password for the whole site
 * Description: Sends everybody without the password's cookie to a form, also those who are logged in, and refuses them in the REST API.
 * For tests only.
 * Version: 0.0.0
 */

$has_password = static function () {
	return 'right' === ( $_COOKIE['site_password'] ?? '' );
};

add_action(
	'template_redirect',
	static function () use ( $has_password ) {
		if ( $has_password() ) {
			return;
		}
		if ( isset( $_GET['password-protected'] ) ) {
			echo '<form method="post"><input type="password" name="site_password"></form>';
			exit;
		}
		wp_redirect( add_query_arg(
			array( 'password-protected' => 'login', 'redirect_to' => rawurlencode( home_url( '/' ) ) ),
			home_url( '/' ),
		) );
		exit;
	},
	-1
);

add_filter(
	'rest_authentication_errors',
	static function ( $result ) use ( $has_password ) {
		return is_user_logged_in() || $has_password()
			? $result
			: new WP_Error( 'rest_cannot_access', 'Only authenticated users can access the REST API.', array( 'status' => 401 ) );
	}
);
