<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;

/**
 * Measures the server: what runs, load, memory, disk and the time of the database. What a host hides is null, never guessed.
 *
 * @phpstan-import-type Row from StatusReport
 */
final class ServerFigures {

	/** Reads of the database for one measurement, of which the median counts. */
	private const READS = 9;

	private ?float $latency = null;

	public function __construct( private readonly Database $database ) {}

	/** @return list<Row> */
	public function software(): array {
		$engine = $this->database->is_sqlite()
			? 'SQLite ' . ( class_exists( \SQLite3::class ) ? \SQLite3::version()['versionString'] : '' )
			: (string) $this->database->value( 'SELECT VERSION()' );
		return [
			self::row( 'plugin', __( 'AAIA Chatbot', 'aaia-chatbot' ), self::version() ),
			self::row( 'wordpress', __( 'WordPress', 'aaia-chatbot' ), get_bloginfo( 'version' ) ),
			self::row( 'php', __( 'PHP', 'aaia-chatbot' ), PHP_VERSION . ' (' . PHP_SAPI . ')' ),
			self::row( 'database', __( 'Database', 'aaia-chatbot' ), $engine ),
			self::row( 'cache', __( 'Object cache', 'aaia-chatbot' ), wp_using_ext_object_cache()
				? __( 'lasts between requests', 'aaia-chatbot' )
				: __( 'for one request only (normal)', 'aaia-chatbot' ) ),
		];
	}

	private static function version(): string {
		return get_file_data( dirname( __DIR__, 2 ) . '/aaia-chatbot.php', [ 'version' => 'Version' ] )['version'];
	}

	/** @return list<Row> */
	public function resources(): array {
		$rows  = [];
		$load  = $this->load();
		$cores = $this->cores();
		if ( null !== $load ) {
			$rows[] = self::row( 'load', __( 'Load (1, 5, 15 minutes)', 'aaia-chatbot' ), implode(
				' · ',
				array_map( static fn( float $one ): string => number_format_i18n( $one, 2 ), $load ),
			) . ( null === $cores ? '' : ' ' . sprintf(
				/* translators: %s: number of processor cores. */
				_n( '(%s core)', '(%s cores)', $cores, 'aaia-chatbot' ),
				number_format_i18n( $cores ),
			) ) );
		}
		$memory = $this->memory();
		if ( null !== $memory ) {
			/* translators: 1: amount of memory that is free, such as "2 GB", 2: all of it. */
			$rows[] = self::row( 'memory', __( 'Memory of the server', 'aaia-chatbot' ), sprintf( __( '%1$s free of %2$s', 'aaia-chatbot' ),
				(string) size_format( $memory['free'] ), (string) size_format( $memory['all'] ) ) );
		}
		$limit  = $this->memory_limit();
		$used   = (string) size_format( memory_get_peak_usage( true ) );
		$rows[] = self::row( 'php_memory', __( 'Memory of this request', 'aaia-chatbot' ), null === $limit
			/* translators: %s: memory used, such as "48 MB". */
			? sprintf( __( '%s, without a limit', 'aaia-chatbot' ), $used )
			/* translators: 1: memory used, such as "48 MB", 2: the limit. */
			: sprintf( __( '%1$s of %2$s', 'aaia-chatbot' ), $used, (string) size_format( $limit ) ) );
		$disk   = $this->disk();
		if ( null !== $disk ) {
			$rows[] = self::row( 'disk', __( 'Disk space left for files', 'aaia-chatbot' ), (string) size_format( $disk ) );
		}
		$rows[] = self::row( 'latency', __( 'One read of the database', 'aaia-chatbot' ), self::milliseconds( $this->latency() ) );
		$bytes  = $this->table_bytes();
		if ( null !== $bytes ) {
			$rows[] = self::row( 'tables', $this->database->is_sqlite()
				? __( 'Size of the database', 'aaia-chatbot' )
				: __( 'Size of our tables', 'aaia-chatbot' ), (string) size_format( $bytes ) );
		}
		return $rows;
	}

	/** Milliseconds that one indexed read takes: the median of a few. Measured once. */
	public function latency(): float {
		if ( null === $this->latency ) {
			$times = [];
			for ( $read = 0; $read < self::READS; $read++ ) {
				$begun = hrtime( true );
				$this->database->value( 'SELECT value FROM %i WHERE name = %s', $this->database->table( 'counters' ), 'events' );
				$times[] = ( hrtime( true ) - $begun ) / 1e6;
			}
			sort( $times );
			$this->latency = $times[ intdiv( self::READS, 2 ) ];
		}
		return $this->latency;
	}

	/** @return ?array{float, float, float} */
	public function load(): ?array {
		$load = function_exists( 'sys_getloadavg' ) ? sys_getloadavg() : false;
		return is_array( $load ) && 3 === count( $load ) ? [ (float) $load[0], (float) $load[1], (float) $load[2] ] : null;
	}

	public function cores(): ?int {
		$cores = preg_match_all( '/^processor\s*:/m', (string) $this->read( '/proc/cpuinfo' ) );
		return $cores > 0 ? $cores : null;
	}

	/** Bytes that PHP may use; null without a limit. */
	public function memory_limit(): ?int {
		$limit = wp_convert_hr_to_bytes( (string) ini_get( 'memory_limit' ) );
		return $limit > 0 ? (int) $limit : null;
	}

	/** Bytes left where files are uploaded. */
	public function disk(): ?int {
		$folder = wp_upload_dir( null, false )['basedir'];
		// phpcs:ignore WordPress.PHP.NoSilencedErrors -- hosts forbid it; then it is unknown.
		$free = function_exists( 'disk_free_space' ) ? @disk_free_space( is_dir( $folder ) ? $folder : WP_CONTENT_DIR ) : false;
		return is_float( $free ) ? (int) $free : null;
	}

	/** @return ?array{free: int, all: int} Bytes. */
	private function memory(): ?array {
		$about = (string) $this->read( '/proc/meminfo' );
		return 1 === preg_match( '/^MemTotal:\s+(\d+) kB/m', $about, $all )
			&& 1 === preg_match( '/^MemAvailable:\s+(\d+) kB/m', $about, $free )
			? [ 'free' => 1024 * (int) $free[1], 'all' => 1024 * (int) $all[1] ]
			: null;
	}

	/** Bytes of our tables with their indexes; on SQLite, which counts no tables, of the whole file. */
	private function table_bytes(): ?int {
		if ( $this->database->is_sqlite() ) {
			$file = defined( 'FQDB' ) ? (string) constant( 'FQDB' ) : '';
			return '' !== $file && is_file( $file ) ? (int) filesize( $file ) : null;
		}
		return (int) $this->database->value(
			'SELECT SUM( data_length + index_length ) FROM information_schema.tables'
				. ' WHERE table_schema = DATABASE() AND table_name LIKE %s',
			$this->database->like( $this->database->table( '' ) ) . '%',
		);
	}

	private function read( string $file ): ?string {
		// phpcs:ignore WordPress.PHP.NoSilencedErrors -- open_basedir forbids it on many hosts; then it is unknown.
		$text = @file_get_contents( $file );
		return false === $text ? null : $text;
	}

	/** Such as "0.4 ms" or "1,250 ms". */
	public static function milliseconds( float $time ): string {
		/* translators: %s: number of milliseconds. */
		return sprintf( __( '%s ms', 'aaia-chatbot' ), number_format_i18n( $time, $time < 10 ? 1 : 0 ) );
	}

	/** @return Row */
	public static function row( string $name, string $label, string $value ): array {
		return [ 'name' => $name, 'label' => $label, 'value' => $value ];
	}
}
