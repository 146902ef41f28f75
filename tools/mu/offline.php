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
		if ( in_array( $host, [ 'planet.wordpress.org', 'wordpress.org' ], true ) ) {
			return new WP_Error( 'offline', 'News are not fetched on a development site.' );
		}
		if ( 'api.wordpress.org' === $host ) {
			return [
				'headers'  => [],
				'body'     => (string) wp_json_encode( [
					'plugins'       => [],
					'themes'        => [],
					'no_update'     => [],
					'translations'  => [],
					'offers'        => [],
					'platform'      => '',
					'upgrade'       => false,
					'insecure'      => false,
					'is_supported'  => true,
					'is_secure'     => true,
					'is_acceptable' => true,
				] ),
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
