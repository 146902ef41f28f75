<?php
/**
 * Plugin Name: Demo languages
 * Description: Pages below /fr/ are shown in French, with the French menu, as a translation plugin would do it.
 */

declare( strict_types=1 );

/** Whether this request is for a French page. */
function aaia_demo_is_french(): bool {
	$path = (string) wp_parse_url( (string) ( $_SERVER['REQUEST_URI'] ?? '' ), PHP_URL_PATH );
	return 1 === preg_match( '~^/fr(/|$)~', $path );
}

add_filter( 'locale', static fn ( string $locale ): string => aaia_demo_is_french() ? 'fr_FR' : $locale );

add_filter(
	'render_block_data',
	static function ( array $block ): array {
		if ( 'core/navigation' === $block['blockName'] ) {
			$menu = get_page_by_path( aaia_demo_is_french() ? 'menu-francais' : 'english-menu', OBJECT, 'wp_navigation' );
			if ( $menu instanceof WP_Post ) {
				$block['attrs']['ref'] = $menu->ID;
			}
		}
		return $block;
	}
);

// The theme's footer is made of examples; the company's is one line.
add_filter(
	'pre_render_block',
	static function ( ?string $rendered, array $block ): ?string {
		if ( 'core/template-part' !== $block['blockName'] || 'footer' !== ( $block['attrs']['slug'] ?? '' ) ) {
			return $rendered;
		}
		return '<footer class="wp-block-group has-global-padding is-layout-constrained" style="padding-block:3rem"><p>Vélo Clairac · '
			. '12 rue des Rossignols, 69004 Lyon · 04 65 71 23 45</p></footer>';
	},
	10,
	2
);
