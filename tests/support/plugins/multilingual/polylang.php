<?php

/**
 * Plugin Name: Stand-in for Polylang
 * Description: The documented functions of Polylang that this plugin uses: a post's language is a term of the taxonomy "language". For
 * tests only.
 * Version: 0.0.0
 */

register_taxonomy( 'language', array( 'post', 'page', 'product' ), array( 'public' => false, 'rewrite' => false ) );

/** @return string|false */
function pll_get_post_language( $post_id, $field = 'slug' ) {
	$terms = get_the_terms( $post_id, 'language' );
	if ( ! is_array( $terms ) ) {
		return false;
	}
	return 'locale' === $field ? array( 'fr' => 'fr_FR', 'de' => 'de_DE', 'en' => 'en_US' )[ $terms[0]->slug ] ?? false : $terms[0]->slug;
}

function pll_set_post_language( $post_id, $lang ) {
	wp_set_object_terms( $post_id, $lang, 'language' );
	return true;
}
