<?php

/**
 * Plugin Name: Stand-ins for SEO plugins
 * Description: Makes Yoast SEO, Rank Math, SEOPress, The SEO Framework and All in One SEO look active; what they keep is written by the
 * tests. For tests only.
 * Version: 0.0.0
 */

foreach ( array( 'WPSEO_VERSION', 'RANK_MATH_VERSION', 'SEOPRESS_VERSION', 'THE_SEO_FRAMEWORK_VERSION' ) as $fixture_constant ) {
	defined( $fixture_constant ) || define( $fixture_constant, '0.0.0' );
}

function aioseo() {
	return null;
}
