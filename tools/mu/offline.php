<?php
/**
 * Plugin Name: Offline development
 * Description: Answers update checks without a network.
 */

declare( strict_types=1 );

foreach ( [ 'core', 'plugins', 'themes' ] as $aaia_what ) {
	add_filter(
		'pre_site_transient_update_' . $aaia_what,
		static fn (): object => (object) [
			'last_checked'    => time(),
			'version_checked' => wp_get_wp_version(),
			'updates'         => [],
			'response'        => [],
			'translations'    => [],
			'no_update'       => [],
		]
	);
}

add_filter(
	'pre_http_request',
	static function ( mixed $answer, array $request, string $url ): mixed {
		$host = (string) wp_parse_url( $url, PHP_URL_HOST );
		if ( in_array( $host, [ 'api.wordpress.org', 'planet.wordpress.org', 'wordpress.org', 's.w.org' ], true ) ) {
			return [
				'headers'  => [],
				'body'     => '{"plugins":[],"themes":[],"no_update":[],"translations":[],"offers":[]}',
				'response' => [ 'code' => 200, 'message' => 'OK' ],
				'cookies'  => [],
				'filename' => null,
			];
		}
		return $answer;
	},
	10,
	3
);

add_filter( 'pre_option_show_avatars', static fn (): string => '0' );
