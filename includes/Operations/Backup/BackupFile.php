<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations\Backup;

defined( 'ABSPATH' ) || exit;

/**
 * The file of a backup: a header, then frames, each compressed and, with a passphrase, encrypted.
 *
 *     "AAIABK1\n"  length  header (JSON, readable)  { length  frame }...
 *
 * Lengths are 32 bits, big-endian. A frame is zlib-compressed JSON. The last one, `{"end": ...}`, has the numbers of rows and files, the
 * SHA-256 of all bytes before it, and the site's signature of that (HMAC), so that a file that was cut, damaged or changed is known.
 *
 * Encryption is libsodium's secretstream (XChaCha20-Poly1305), which also binds the order of frames and the header to the key; the key
 * comes from the passphrase by Argon2id. The writer can stop after any frame and go on in another process.
 *
 * @phpstan-type Header array{format: int, id: string, site: string, schema: string, release: string, created_at: string,
 *     kdf: ?array{salt: string, ops: int, memory: int}, stream: ?string}
 * @phpstan-type End array{tables: array<string, int>, files: int, sha256: string, signature: string}
 */
final class BackupFile {

	public const FORMAT = 1;

	private const MAGIC = "AAIABK1\n";

	/** Longer frames are none of ours. Bytes. */
	private const LONGEST = 128 * 1024 * 1024;

	/** Least memory of Argon2id that libsodium takes. Bytes. */
	private const LEAST_MEMORY = 8192;

	private const KDF_OPS = SODIUM_CRYPTO_PWHASH_OPSLIMIT_INTERACTIVE;

	private const KDF_MEMORY = SODIUM_CRYPTO_PWHASH_MEMLIMIT_INTERACTIVE;

	/** @var resource */
	private $handle;

	/**
	 * @param Header $header
	 * @param string $bound  Hash of the header, bound to every encrypted frame.
	 * @param string $stream State of the encryption; empty without.
	 */
	private function __construct(
		public readonly string $path,
		public readonly array $header,
		private readonly string $bound,
		private string $stream,
		string $mode,
	) {
		$handle = @fopen( $path, $mode ); // phpcs:ignore WordPress.WP.AlternativeFunctions, WordPress.PHP.NoSilencedErrors -- our own file.
		if ( false === $handle ) {
			throw new BackupRefused( sprintf(
				/* translators: %s: path of a file. */
				__( 'The file %s cannot be opened.', 'aaia-chatbot' ),
				$path
			) );
		}
		$this->handle = $handle;
	}

	public function __destruct() {
		fclose( $this->handle ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- our own file.
	}

	/**
	 * Begins a new file.
	 *
	 * @param array{id: string, site: string, schema: string, release: string, created_at: string} $about
	 *
	 * @throws BackupRefused
	 */
	public static function create( string $path, array $about, #[\SensitiveParameter] string $passphrase ): self {
		$header = [ 'format' => self::FORMAT ] + $about + [ 'kdf' => null, 'stream' => null ];
		$stream = '';
		if ( '' !== $passphrase ) {
			$salt             = random_bytes( SODIUM_CRYPTO_PWHASH_SALTBYTES );
			$header['kdf']    = [ 'salt' => base64_encode( $salt ), 'ops' => self::KDF_OPS, 'memory' => self::KDF_MEMORY ];
			[ $stream, $top ] = sodium_crypto_secretstream_xchacha20poly1305_init_push( self::key( $passphrase, $header['kdf'] ) );
			$header['stream'] = base64_encode( $top );
		}
		$json = (string) wp_json_encode( $header );
		$file = new self( $path, $header, hash( 'sha256', $json, true ), $stream, 'x+b' );
		$file->put( self::MAGIC . pack( 'N', strlen( $json ) ) . $json );
		return $file;
	}

	/**
	 * Goes on with a file: what was written after its last complete step is cut off.
	 *
	 * @param array{offset: int, stream: string} $at From position(); `stream` is secret.
	 *
	 * @throws BackupRefused
	 */
	public static function resume( string $path, #[\SensitiveParameter] array $at ): self {
		$read = self::open( $path );
		$file = new self( $path, $read->header, $read->bound, (string) base64_decode( $at['stream'], true ), 'r+b' );
		ftruncate( $file->handle, max( 0, $at['offset'] ) );
		fseek( $file->handle, $at['offset'] );
		return $file;
	}

	/**
	 * Opens a file to read, at its first frame, or where an earlier reader was.
	 *
	 * @param string                              $passphrase Empty: only the header can be read of an encrypted file.
	 * @param ?array{offset: int, stream: string} $at         From position().
	 *
	 * @throws BackupRefused
	 */
	public static function open(
		string $path,
		#[\SensitiveParameter] string $passphrase = '',
		#[\SensitiveParameter] ?array $at = null,
	): self {
		$head = is_file( $path ) ? (string) file_get_contents( $path, false, null, 0, 16_384 ) : '';
		if ( ! str_starts_with( $head, self::MAGIC ) ) {
			throw new BackupRefused( __( 'This is not a backup of AAIA Chatbot.', 'aaia-chatbot' ) );
		}
		$length = unpack( 'N', substr( $head, strlen( self::MAGIC ), 4 ) . "\0\0\0\0" )[1] ?? 0;
		$start  = strlen( self::MAGIC ) + 4;
		$json   = substr( $head, $start, $length );
		$header = json_decode( $json, true );
		if ( strlen( $json ) !== $length || ! is_array( $header ) || ! is_int( $header['format'] ?? null ) ) {
			throw self::damaged();
		}
		if ( $header['format'] > self::FORMAT ) {
			throw new BackupRefused(
				__( 'This backup was made by a newer release of AAIA Chatbot. Update the plugin first.', 'aaia-chatbot' ),
			);
		}
		foreach ( [ 'id', 'site', 'schema', 'release', 'created_at' ] as $key ) {
			if ( ! is_string( $header[ $key ] ?? null ) ) {
				throw self::damaged();
			}
		}
		/** @var Header $header */
		$stream = '';
		if ( null !== $at ) {
			$stream = (string) base64_decode( $at['stream'], true );
		} elseif ( null !== $header['kdf'] && '' !== $passphrase ) {
			$top    = base64_decode( (string) $header['stream'], true );
			$stream = false === $top || SODIUM_CRYPTO_SECRETSTREAM_XCHACHA20POLY1305_HEADERBYTES !== strlen( $top )
				? throw self::damaged()
				: sodium_crypto_secretstream_xchacha20poly1305_init_pull( $top, self::key( $passphrase, $header['kdf'] ) );
		}
		$file = new self( $path, $header, hash( 'sha256', $json, true ), $stream, 'rb' );
		fseek( $file->handle, $at['offset'] ?? $start + $length );
		return $file;
	}

	public function is_encrypted(): bool {
		return null !== $this->header['kdf'];
	}

	/**
	 * Adds a frame.
	 *
	 * @param array<string, mixed> $content
	 *
	 * @throws BackupRefused When the disk is full.
	 */
	public function write( array $content, bool $is_last = false ): void {
		$json = wp_json_encode( $content, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES );
		$body = false === $json ? false : gzcompress( $json, 6 );
		if ( false === $body ) {
			throw new BackupRefused( 'A row could not be written as JSON: ' . json_last_error_msg() );
		}
		if ( $this->is_encrypted() ) {
			$body = sodium_crypto_secretstream_xchacha20poly1305_push(
				$this->stream,
				$body,
				$this->bound,
				$is_last
					? SODIUM_CRYPTO_SECRETSTREAM_XCHACHA20POLY1305_TAG_FINAL
					: SODIUM_CRYPTO_SECRETSTREAM_XCHACHA20POLY1305_TAG_MESSAGE,
			);
		}
		$this->put( pack( 'N', strlen( $body ) ) . $body );
	}

	/**
	 * Writes the last frame.
	 *
	 * @param array<string, int> $tables Rows by table.
	 */
	public function finish( array $tables, int $files ): void {
		fflush( $this->handle );
		$hash = (string) hash_file( 'sha256', $this->path );
		$this->write( [ 'end' => [
			'tables'    => $tables,
			'files'     => $files,
			'sha256'    => $hash,
			'signature' => self::signature( $hash ),
		] ], true );
		fflush( $this->handle );
	}

	/**
	 * The next frame; null at the end of the file.
	 *
	 * @return ?array<string, mixed>
	 *
	 * @throws BackupRefused For a file that is cut, damaged, changed, or encrypted with another passphrase.
	 */
	public function read(): ?array {
		$bytes = (string) fread( $this->handle, 4 ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- our own file.
		if ( '' === $bytes ) {
			return null;
		}
		$length = 4 === strlen( $bytes ) ? (int) ( unpack( 'N', $bytes )[1] ?? 0 ) : 0;
		if ( $length < 1 || $length > self::LONGEST ) {
			throw self::damaged();
		}
		$body = (string) stream_get_contents( $this->handle, $length );
		if ( strlen( $body ) !== $length ) {
			throw self::damaged();
		}
		if ( $this->is_encrypted() ) {
			if ( '' === $this->stream ) {
				throw new BackupRefused( __( 'This backup is encrypted. Give its passphrase.', 'aaia-chatbot' ) );
			}
			$opened = sodium_crypto_secretstream_xchacha20poly1305_pull( $this->stream, $body, $this->bound );
			if ( false === $opened ) {
				throw new BackupRefused( __( 'The passphrase is not the one of this backup, or the file was changed.', 'aaia-chatbot' ) );
			}
			$body = $opened[0];
		}
		$json    = @gzuncompress( $body, 4 * self::LONGEST ); // phpcs:ignore WordPress.PHP.NoSilencedErrors -- damaged input is expected.
		$content = false === $json ? null : json_decode( $json, true );
		return is_array( $content ) ? $content : throw self::damaged();
	}

	/**
	 * Reads the file to its end and checks every byte of it.
	 *
	 * @return array{tables: array<string, int>, files: int, is_own: bool} `is_own`: this site made it and nobody has changed it since.
	 *
	 * @throws BackupRefused
	 */
	public static function verify( string $path, #[\SensitiveParameter] string $passphrase ): array {
		$file   = self::open( $path, $passphrase );
		$tables = [];
		$files  = 0;
		$end    = null;
		do {
			$at    = (int) ftell( $file->handle );
			$frame = $file->read();
			if ( null !== $frame && null !== $end ) {
				throw self::damaged();
			}
			if ( isset( $frame['end'] ) && is_array( $frame['end'] ) ) {
				$end  = $frame['end'];
				$hash = self::hash_until( $path, $at );
				if ( ! hash_equals( $hash, (string) ( $end['sha256'] ?? '' ) ) ) {
					throw self::damaged();
				}
			} elseif ( isset( $frame['t'] ) ) {
				$name            = (string) $frame['t'];
				$tables[ $name ] = ( $tables[ $name ] ?? 0 ) + count( (array) ( $frame['r'] ?? [] ) );
			} elseif ( true === ( $frame['last'] ?? null ) ) {
				++$files;
			}
		} while ( null !== $frame );
		if ( null === $end ) {
			throw new BackupRefused( __( 'The end of this backup is missing: the file was cut off. Use another one.', 'aaia-chatbot' ) );
		}
		$told = array_map( intval( ... ), (array) ( $end['tables'] ?? [] ) );
		ksort( $told );
		ksort( $tables );
		if ( array_filter( $tables ) !== array_filter( $told ) || $files !== (int) ( $end['files'] ?? 0 ) ) {
			throw self::damaged();
		}
		$is_own = hash_equals( self::signature( (string) $end['sha256'] ), (string) ( $end['signature'] ?? '' ) );
		if ( ! $is_own && self::site() === $file->header['site'] && ! $file->is_encrypted() ) {
			throw new BackupRefused( __(
				'The signature of this backup is not this site’s: it was changed after it was made, or the site’s salts have changed since. It is not restored.',
				'aaia-chatbot',
			) );
		}
		return [ 'tables' => $told, 'files' => $files, 'is_own' => $is_own ];
	}

	/**
	 * Where writing or reading goes on. The stream's state is secret.
	 *
	 * @return array{offset: int, stream: string}
	 */
	public function position(): array {
		return [ 'offset' => (int) ftell( $this->handle ), 'stream' => base64_encode( $this->stream ) ];
	}

	/**
	 * Takes a file for one process: a command and a job must not write it at once.
	 *
	 * @return resource|null The lock, until it is forgotten; null while another process has it.
	 */
	public static function lock( string $path ): mixed {
		$handle = @fopen( $path, 'rb' ); // phpcs:ignore WordPress.WP.AlternativeFunctions, WordPress.PHP.NoSilencedErrors -- our own file.
		return false !== $handle && flock( $handle, LOCK_EX | LOCK_NB ) ? $handle : null;
	}

	/** What a backup calls this site: a hash of its address. */
	public static function site(): string {
		return substr( hash( 'sha256', (string) get_option( 'home' ) . ' ' . get_current_blog_id() ), 0, 32 );
	}

	private function put( string $bytes ): void {
		// phpcs:ignore WordPress.WP.AlternativeFunctions, WordPress.PHP.NoSilencedErrors -- a full disk is an answer here.
		if ( strlen( $bytes ) !== @fwrite( $this->handle, $bytes ) || ! fflush( $this->handle ) ) {
			throw new BackupRefused(
				__( 'The backup could not be written: the disk is full. Make room, or keep fewer backups.', 'aaia-chatbot' ),
			);
		}
	}

	private static function hash_until( string $path, int $end ): string {
		$context = hash_init( 'sha256' );
		$handle  = fopen( $path, 'rb' ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- our own file.
		if ( false !== $handle ) {
			hash_update_stream( $context, $handle, $end );
			fclose( $handle ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- our own file.
		}
		return hash_final( $context );
	}

	/** The site's word that it made the file. */
	private static function signature( string $hash ): string {
		return hash_hmac( 'sha256', $hash, wp_salt( 'secure_auth' ) . 'aaia-chatbot backup' );
	}

	/** @param array{salt: string, ops: int, memory: int} $kdf */
	private static function key( #[\SensitiveParameter] string $passphrase, array $kdf ): string {
		if ( ! extension_loaded( 'sodium' ) ) {
			throw new BackupRefused( __( 'Encrypted backups need PHP’s sodium extension. Ask your host for it.', 'aaia-chatbot' ) );
		}
		$salt = base64_decode( (string) ( $kdf['salt'] ?? '' ), true );
		$ops  = (int) ( $kdf['ops'] ?? 0 );
		$most = (int) ( $kdf['memory'] ?? 0 );
		// A file may come from anybody: its figures must not cost this server its memory.
		if (
			false === $salt || SODIUM_CRYPTO_PWHASH_SALTBYTES !== strlen( $salt )
			|| $ops < 1 || $ops > 8 || $most < self::LEAST_MEMORY || $most > SODIUM_CRYPTO_PWHASH_MEMLIMIT_MODERATE
		) {
			throw self::damaged();
		}
		return sodium_crypto_pwhash(
			SODIUM_CRYPTO_SECRETSTREAM_XCHACHA20POLY1305_KEYBYTES,
			$passphrase,
			$salt,
			$ops,
			$most,
			SODIUM_CRYPTO_PWHASH_ALG_ARGON2ID13,
		);
	}

	private static function damaged(): BackupRefused {
		return new BackupRefused( __( 'This backup is damaged or was changed. Use another one.', 'aaia-chatbot' ) );
	}
}
