<?php

/**
 * Plugin Name: Stand-in for WPML
 * Description: The documented hooks of WPML that this plugin uses: languages of posts, addresses by language, and the word that a language
 * changed. For tests only.
 * Version: 0.0.0
 */

/** Attaches the hooks; a test that calls it has WPML, and loses it with its other hooks. */
function fixture_wpml() {
	add_filter( 'wpml_post_language_details', static function ( $empty, $post_id ) {
		$code = get_post_meta( $post_id, '_fixture_wpml', true );
		return $code ? array(
			'language_code' => $code,
			'locale' => array( 'fr' => 'fr_FR', 'en' => 'en_US', 'pt-br' => 'pt_BR' )[ $code ] ?? '',
		) : $empty;
	}, 10, 2 );
	$GLOBALS['fixture_wpml_language'] = 'en';
	add_filter( 'wpml_current_language', static fn() => $GLOBALS['fixture_wpml_language'] );
	add_action( 'wpml_switch_language', static function ( $code ) {
		$GLOBALS['fixture_wpml_language'] = $code ?? 'en';
	} );
	add_filter( 'wpml_permalink', static fn( $url, $code ) => str_replace( home_url( '/' ), home_url( '/' . $code . '/' ), $url ), 10, 2 );
}

/** What WPML does when an editor gives a post a language. */
function fixture_wpml_set_language( $post_id, $code ) {
	update_post_meta( $post_id, '_fixture_wpml', $code );
	do_action(
		'wpml_translation_update',
		array(
			'type' => 'update',
			'element_id' => $post_id,
			'element_type' => 'post_' . get_post_type( $post_id ),
			'trid' => 1,
			'context' => 'post',
		),
	);
}
