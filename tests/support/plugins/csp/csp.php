<?php

/**
 * Plugin Name: A strict content security policy
 * Description: Sends the policy that `?csp=` names and gives the page's own scripts and styles their nonce, as security plugins do. For
 * tests only.
 * Version: 0.0.0
 */

declare( strict_types=1 );

const AAIA_CSP_POLICIES = [
	'nonce'          => "script-src 'nonce-%1\$s'; style-src 'nonce-%1\$s'; object-src 'none'; base-uri 'none'",
	'strict-dynamic' => "script-src 'nonce-%1\$s' 'strict-dynamic'; style-src 'nonce-%1\$s'; object-src 'none'; base-uri 'none'",
	'trusted-types'  => "script-src 'nonce-%1\$s'; style-src 'nonce-%1\$s'; require-trusted-types-for 'script'; trusted-types aaia-chatbot",
	'no-policy'      => "script-src 'nonce-%1\$s'; style-src 'nonce-%1\$s'; require-trusted-types-for 'script'; trusted-types 'none'",
];

add_action(
	'template_redirect',
	static function (): void {
		$policy = AAIA_CSP_POLICIES[ sanitize_key( $_GET['csp'] ?? '' ) ] ?? null;
		if ( null === $policy ) {
			return;
		}
		$nonce = bin2hex( random_bytes( 16 ) );
		header( 'Content-Security-Policy: ' . sprintf( $policy, $nonce ) );
		foreach ( [ 'wp_script_attributes', 'wp_inline_script_attributes' ] as $filter ) {
			add_filter( $filter, static fn( array $attributes ): array => $attributes + [ 'nonce' => $nonce ] );
		}
		ob_start( static fn( string $page ): string => (string) preg_replace( '/<(style|link)\b/', '<$1 nonce="' . $nonce . '"', $page ) );
	}
);
