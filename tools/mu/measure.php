<?php
/**
 * Plugin Name: Measures
 * Description: For benchmarks: an empty REST route, the cost of a page as a comment at its end, and the time a turn takes before it asks the model.
 */

declare( strict_types=1 );

add_action(
	'rest_api_init',
	static function (): void {
		register_rest_route( 'measure/v1', '/empty', [
			'methods'             => [ 'GET', 'POST' ],
			'callback'            => static fn (): array => [],
			'permission_callback' => '__return_true',
		] );
	}
);

/** Adds one line of JSON to the file the benchmark reads. */
function aaia_measure_note( array $measure ): void {
	file_put_contents( AAIA_MEASURES, wp_json_encode( $measure ) . "\n", FILE_APPEND | LOCK_EX );
}

add_filter(
	'rest_request_before_callbacks',
	static function ( mixed $response, array $handler, WP_REST_Request $request ): mixed {
		if ( str_ends_with( $request->get_route(), '/chat' ) ) {
			$GLOBALS['aaia_turn_began'] = hrtime( true );
		}
		return $response;
	},
	10,
	3
);

add_filter(
	'pre_http_request',
	static function ( mixed $answer, array $request, string $url ): mixed {
		if ( isset( $GLOBALS['aaia_turn_began'] ) && str_ends_with( $url, '/chat/completions' ) ) {
			aaia_measure_note( [ 'before_upstream_ms' => ( hrtime( true ) - $GLOBALS['aaia_turn_began'] ) / 1e6 ] );
			unset( $GLOBALS['aaia_turn_began'] );
		}
		return $answer;
	},
	5,
	3
);

add_action(
	'shutdown',
	static function (): void {
		if ( ! isset( $_GET['measure'] ) || wp_is_serving_rest_request() || is_admin() ) {
			return;
		}
		$ours = array_filter( wp_load_alloptions(), static fn ( string $name ): bool => str_starts_with( $name, 'aaia' ), ARRAY_FILTER_USE_KEY );
		echo '<!-- measure ', wp_json_encode( [
			'queries' => get_num_queries(),
			'options' => count( $ours ),
			'bytes'   => array_sum( array_map( 'strlen', $ours ) ),
		] ), ' -->';
	},
	0
);
