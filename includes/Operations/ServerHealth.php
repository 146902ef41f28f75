<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\LlmClientRegistry;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Support\Clock;

/**
 * Site Health tests of the server (memory, disk, load, database) and of the model.
 *
 * The limits are those at which visitors notice: a turn reads about 16 times from the database before its first word, and needs about
 * 40 MB of memory beside WordPress.
 */
final class ServerHealth {

	private const SERVER = 'aaia_chatbot_server';

	private const MODEL = 'aaia_chatbot_model';

	/** Least memory for PHP. Bytes. */
	private const MEMORY = 64 * MB_IN_BYTES;

	/** Least room on the disk: below it, and below a quarter of it. Bytes. */
	private const DISK = 1024 * MB_IN_BYTES;

	/** One read of the database takes under a millisecond on the same machine. Milliseconds. */
	private const LATENCY = 25.0;

	/** Processes that wait for each core, over five minutes. */
	private const LOAD = 2.0;

	public function __construct(
		private readonly ServerFigures $figures,
		private readonly LlmClientRegistry $clients,
		private readonly Clock $clock,
	) {}

	/**
	 * Hook: `site_status_tests`.
	 *
	 * @param array<string, array<string, mixed>> $tests
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public function add_tests( array $tests ): array {
		$tests['direct'][ self::SERVER ] = [
			'label' => __( 'The chatbot’s server', 'aaia-chatbot' ),
			'test'  => [ $this, 'test_server' ],
		];
		$tests['direct'][ self::MODEL ]  = [
			'label' => __( 'The chatbot’s model', 'aaia-chatbot' ),
			'test'  => [ $this, 'test_model' ],
		];
		return $tests;
	}

	/** @return array<string, mixed> A Site Health test result. */
	public function test_server(): array {
		try {
			$problems = $this->server_problems();
		} catch ( DatabaseFailure ) {
			$problems = [ [ true, __( 'The chatbot’s tables cannot be read.', 'aaia-chatbot' ) ] ];
		}
		$critical = [] !== array_filter( array_column( $problems, 0 ) );
		return self::result(
			self::SERVER,
			[] === $problems ? 'good' : ( $critical ? 'critical' : 'recommended' ),
			[] === $problems
				? __( 'The server has room for the chatbot', 'aaia-chatbot' )
				: __( 'The server is short of something the chatbot needs', 'aaia-chatbot' ),
			[] === $problems
				? [ __( 'Memory, disk, load and database are fine.', 'aaia-chatbot' ) ]
				: array_column( $problems, 1 ),
		);
	}

	/** @return array<string, mixed> A Site Health test result. */
	public function test_model(): array {
		$client  = $this->clients->chosen()->id();
		$failure = 'builtin' === $client ? null : $this->clients->health->last_failure();
		$failing = null !== $failure && $failure['client'] === $client && $this->is_failing( $failure );
		return self::result(
			self::MODEL,
			$failing ? ( $failure['resting'] ? 'critical' : 'recommended' ) : 'good',
			$failing ? __( 'The chatbot’s model fails', 'aaia-chatbot' ) : __( 'The chatbot’s model answers', 'aaia-chatbot' ),
			[ $failing
				? sprintf(
					/* translators: %s: what the model server said. */
					__( 'It said: %s The built-in assistant answers meanwhile. Check the key and the server under “Assistant”, and try the connection there.', 'aaia-chatbot' ),
					$failure['sentence'],
				)
				: __( 'No failure since its last answer.', 'aaia-chatbot' ) ],
		);
	}

	/**
	 * An outage lasts until the server answers again. Nothing tells when a refusal (a wrong key, no credit) ended: it counts for an hour.
	 *
	 * @param array{kind: string, at: int, recovered: bool, ...} $failure
	 */
	private function is_failing( array $failure ): bool {
		return true === LlmFailureKind::tryFrom( $failure['kind'] )?->is_outage()
			? ! $failure['recovered']
			: $failure['at'] > $this->clock->now()->getTimestamp() - HOUR_IN_SECONDS;
	}

	/** @return list<array{bool, string}> Whether it is critical, and what to do. */
	private function server_problems(): array {
		$problems = [];
		$memory   = $this->figures->memory_limit();
		if ( null !== $memory && $memory < self::MEMORY ) {
			$problems[] = [ false, sprintf(
				/* translators: 1: memory, such as "40 MB", 2: memory. */
				__( 'PHP may use %1$s of memory. Raise WP_MEMORY_LIMIT or memory_limit to %2$s at least, or long answers and imports break off.', 'aaia-chatbot' ),
				(string) size_format( $memory ),
				(string) size_format( self::MEMORY ),
			) ];
		}
		$disk = $this->figures->disk();
		if ( null !== $disk && $disk < self::DISK ) {
			/* translators: %s: room on the disk, such as "80 MB". */
			$words      = __(
				'Only %s is left on the disk. Delete old backups or files, or ask your host for more: uploads and backups fail first.',
				'aaia-chatbot',
			);
			$problems[] = [ $disk < self::DISK / 4, sprintf( $words, (string) size_format( $disk ) ) ];
		}
		$latency = $this->figures->latency();
		if ( $latency > self::LATENCY ) {
			$problems[] = [ false, sprintf(
				/* translators: %s: time of one read, such as "40 ms". */
				__( 'One read of the database takes %s. Answers start late; ask your host why the database is slow.', 'aaia-chatbot' ),
				ServerFigures::milliseconds( $latency ),
			) ];
		}
		$load  = $this->figures->load();
		$cores = $this->figures->cores();
		if ( null !== $load && null !== $cores && $load[1] > self::LOAD * $cores ) {
			$problems[] = [ false, sprintf(
				/* translators: 1: load, 2: number of processor cores. */
				__( 'The server is overloaded: %1$s processes for %2$s cores over the last five minutes. Everything waits; look for a backup or import that runs now, or ask your host.', 'aaia-chatbot' ),
				number_format_i18n( $load[1], 1 ),
				number_format_i18n( $cores ),
			) ];
		}
		return $problems;
	}

	/**
	 * @param list<string> $sentences
	 *
	 * @return array<string, mixed>
	 */
	public static function result( string $test, string $status, string $label, array $sentences ): array {
		return [
			'label'       => $label,
			'status'      => $status,
			'badge'       => [ 'label' => __( 'AAIA Chatbot', 'aaia-chatbot' ), 'color' => 'blue' ],
			'description' => '<p>' . implode( '</p><p>', array_map( 'esc_html', $sentences ) ) . '</p>',
			'actions'     => '',
			'test'        => $test,
		];
	}
}
