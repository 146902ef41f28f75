<?php

/**
 * Fills an empty site with the demo company: pages in English and, below /fr/, in French; menus; two people who answer.
 *
 * Run by WP-CLI (`wp eval-file`) with the folder of the pages as its argument. Each page's language is kept in the post meta
 * `_aaia_locale`, which the plugin reads when it indexes a page.
 *
 * @var list<string> $args
 */

declare( strict_types=1 );

/** @return array{title: string, content: string} */
function aaia_demo_read( string $file ): array {
	$text = (string) file_get_contents( $file );
	[ $head, $content ] = explode( "\n", $text, 2 );
	$content = preg_replace( '/^<(h2|p|ul|ol)>/m', '<!-- wp:html --><$1>', $content );
	$content = preg_replace( '~</(h2|p|ul|ol)>$~m', '</$1><!-- /wp:html -->', (string) $content );
	return [
		'title'   => trim( str_replace( [ '<!-- title:', '-->' ], '', $head ) ),
		'content' => (string) $content,
	];
}

/** @return int The page's id. */
function aaia_demo_page( string $file, string $locale, int $parent ): int {
	$page = aaia_demo_read( $file );
	$slug = basename( $file, '.html' );
	$id   = wp_insert_post( wp_slash( [
		'post_type'    => 'page',
		'post_status'  => 'publish',
		'post_title'   => $page['title'],
		'post_name'    => 'home' === $slug && 'fr_FR' === $locale ? 'fr' : $slug,
		'post_content' => $page['content'],
		'post_parent'  => $parent,
		'meta_input'   => [ '_aaia_locale' => $locale ],
	] ), true );
	if ( $id instanceof WP_Error ) {
		WP_CLI::error( $id );
	}
	return $id;
}

/**
 * A menu of the block theme.
 *
 * @param array<int, ?string> $pages Page id => label, or null for the page's title.
 */
function aaia_demo_menu( string $title, array $pages ): void {
	$links = '';
	foreach ( $pages as $page => $label ) {
		$url    = wp_make_link_relative( (string) get_permalink( $page ) );
		$links .= sprintf(
			'<!-- wp:navigation-link {"label":%s,"type":"page","id":%d,"url":%s,"kind":"post-type"} /-->',
			wp_json_encode( $label ?? get_the_title( $page ) ),
			$page,
			wp_json_encode( $url ),
		);
	}
	wp_insert_post( wp_slash( [
		'post_type'    => 'wp_navigation',
		'post_status'  => 'publish',
		'post_title'   => $title,
		'post_name'    => sanitize_title( $title ),
		'post_content' => $links,
	] ) );
}

$folder = $args[0];
foreach ( get_posts( [ 'post_type' => [ 'page', 'post', 'wp_navigation' ], 'numberposts' => -1, 'post_status' => 'any' ] ) as $old ) {
	wp_delete_post( $old->ID, true );
}

$pages = [];
foreach ( [ 'en' => 'en_US', 'fr' => 'fr_FR' ] as $language => $locale ) {
	$home   = aaia_demo_page( "$folder/$language/home.html", $locale, 0 );
	$parent = 'fr' === $language ? $home : 0;
	$pages[ $language ] = [ 'home' => $home ];
	foreach ( glob( "$folder/$language/*.html" ) ?: [] as $file ) {
		if ( 'home' !== basename( $file, '.html' ) ) {
			$pages[ $language ][ basename( $file, '.html' ) ] = aaia_demo_page( $file, $locale, $parent );
		}
	}
}
update_option( 'show_on_front', 'page' );
update_option( 'page_on_front', $pages['en']['home'] );

$en = $pages['en'];
$fr = $pages['fr'];
aaia_demo_menu( 'English menu', [
	$en['delivery']      => null,
	$en['returns']       => null,
	$en['opening-hours'] => null,
	$en['prices']        => 'Prices',
	$en['warranty']      => null,
	$en['faq']           => 'FAQ',
	$en['contact']       => null,
	$fr['home']          => 'Français',
] );
aaia_demo_menu( 'Menu français', [
	$fr['livraison']            => null,
	$fr['retours']              => 'Retours',
	$fr['horaires']             => 'Horaires',
	$fr['tarifs']               => 'Tarifs',
	$fr['garantie']             => null,
	$fr['questions-frequentes'] => 'FAQ',
	$fr['nous-contacter']       => 'Contact',
	$en['home']                 => 'English',
] );

foreach ( [ 'jeanne' => 'Jeanne Clairac', 'samir' => 'Samir Haddad' ] as $login => $name ) {
	[ $first, $last ] = explode( ' ', $name );
	wp_insert_user( [
		'user_login'   => $login,
		'user_pass'    => 'password',
		'user_email'   => $login . '@velo-clairac.example',
		'display_name' => $name,
		'first_name'   => $first,
		'last_name'    => $last,
		'role'         => 'editor',
	] );
}
WP_CLI::success( count( $pages['en'] ) + count( $pages['fr'] ) . ' pages.' );
