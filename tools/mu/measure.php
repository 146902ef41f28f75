<?php
/**
 * Plugin Name: Measures
 * Description: For benchmarks: a REST route and an admin page of another plugin, requests answered as if our plugin were not there, and
 * what each request cost.
 *
 * A request with the header `X-Measure: LABEL` adds one line of JSON to the file AAIA_MEASURES; with `X-Without: 1` our plugin is not
 * loaded.
 */

declare( strict_types=1 );

/** What one measured request did. */
final class Aaia_Measure {

	/** Database queries before the first byte of the body left. */
	private ?int $queries_before_body = null;

	private int $queries = 0;

	private int $column_lookups = 0;

	private ?int $turn_began = null;

	private ?float $before_upstream_ms = null;

	private float $turn_cpu_began = 0.0;

	private ?float $before_upstream_cpu_ms = null;

	private readonly float $cpu_before;

	public function __construct( private readonly string $label ) {
		$this->cpu_before = self::cpu_ms();
		add_filter( 'query', $this->count_query( ... ), PHP_INT_MAX );
		add_filter( 'rest_pre_serve_request', $this->note_body( ... ), 0 );
		add_filter( 'rest_request_before_callbacks', $this->note_turn( ... ), 10, 3 );
		add_filter( 'pre_http_request', $this->note_upstream( ... ), 5, 3 );
		register_shutdown_function( fn() => register_shutdown_function( $this->write( ... ) ) );
	}

	public function count_query( string $sql ): string {
		++$this->queries;
		$this->column_lookups += str_contains( $sql, 'SHOW FULL COLUMNS' ) ? 1 : 0;
		return $sql;
	}

	public function note_body( mixed $served ): mixed {
		$this->queries_before_body ??= $this->queries;
		return $served;
	}

	public function note_turn( mixed $response, array $handler, WP_REST_Request $request ): mixed {
		if ( str_ends_with( $request->get_route(), '/chat' ) ) {
			$this->turn_began     = hrtime( true );
			$this->turn_cpu_began = self::cpu_ms();
		}
		return $response;
	}

	public function note_upstream( mixed $answer, array $request, string $url ): mixed {
		if ( null !== $this->turn_began && null === $this->before_upstream_ms && str_ends_with( $url, '/chat/completions' ) ) {
			$this->before_upstream_ms     = ( hrtime( true ) - $this->turn_began ) / 1e6;
			$this->before_upstream_cpu_ms = self::cpu_ms() - $this->turn_cpu_began;
		}
		return $answer;
	}

	/** Written after every other shutdown function, so that work after the response counts. */
	private function write(): void {
		// A work tree's folders are linked one by one.
		$folder = dirname( (string) realpath( WP_PLUGIN_DIR . '/aaia-chatbot/includes' ) ) . '/';
		$ours   = array_values( array_filter( get_included_files(), static fn( string $file ): bool => str_starts_with( $file, $folder ) ) );
		$stored = array_filter(
			wp_load_alloptions(),
			static fn( string $name ): bool => str_starts_with( $name, 'aaia' ),
			ARRAY_FILTER_USE_KEY,
		);
		$line   = [
			'label'                  => $this->label,
			'cpu_ms'                 => self::cpu_ms() - $this->cpu_before,
			'files'                  => count( $ours ),
			'names'                  => array_map( static fn( string $file ): string => substr( $file, strlen( $folder ) ), $ours ),
			'queries'                => $this->queries,
			'queries_before_body'    => $this->queries_before_body,
			'column_lookups'         => $this->column_lookups,
			'before_upstream_ms'     => $this->before_upstream_ms,
			'before_upstream_cpu_ms' => $this->before_upstream_cpu_ms,
			'options'                => count( $stored ),
			'option_bytes'           => array_sum( array_map( 'strlen', $stored ) ),
		];
		file_put_contents( AAIA_MEASURES, wp_json_encode( $line ) . "\n", FILE_APPEND | LOCK_EX );
	}

	/** Processor time of this process so far, user and system. Milliseconds. */
	private static function cpu_ms(): float {
		$use = getrusage();
		return ( $use['ru_utime.tv_sec'] + $use['ru_stime.tv_sec'] ) * 1e3 + ( $use['ru_utime.tv_usec'] + $use['ru_stime.tv_usec'] ) / 1e3;
	}
}

if ( isset( $_SERVER['HTTP_X_MEASURE'] ) ) {
	new Aaia_Measure( (string) $_SERVER['HTTP_X_MEASURE'] );
}

if ( isset( $_SERVER['HTTP_X_WITHOUT'] ) ) {
	add_filter(
		'option_active_plugins',
		static fn( array $plugins ): array => array_values( array_diff( $plugins, [ 'aaia-chatbot/aaia-chatbot.php' ] ) ),
	);
}

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

add_action(
	'admin_menu',
	static function (): void {
		add_menu_page( 'Measure', 'Measure', 'read', 'measure', static function (): void {
			echo '<p>An admin page of another plugin.</p>';
		} );
	}
);
