<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Clock;

/**
 * Circuit breaker for a model server. Also stores the last failure for the owner.
 *
 * After FAILURES outages within WINDOW seconds the server is not called for REST seconds, so that a dead one does not cost each
 * visitor its time limit; then one question tries again. Stored in one small option that is not autoloaded; nothing is written
 * while calls succeed. Two simultaneous failures may be counted as one: the pause then begins one question later.
 */
final class ProviderHealth {

	public const OPTION = 'aaia_chatbot_llm_health';

	private const FAILURES = 3;

	private const WINDOW = 60;

	private const REST = 60;

	/** Settings by which the model server is reached. */
	private const SETTINGS = [ 'provider', 'base_url', 'api_key', 'model', 'allowed_local_hosts' ];

	/**
	 * @param string $option Option that stores the state; one for each kind of server.
	 * @param string $name   Name of the server in the list of recent problems.
	 * @param int    $window Seconds within which failures count together.
	 * @param int    $rest   Seconds of a pause.
	 */
	public function __construct(
		private readonly Clock $clock,
		private readonly string $option = self::OPTION,
		private readonly string $name = 'Model server',
		private readonly int $window = self::WINDOW,
		private readonly int $rest = self::REST,
	) {}

	/**
	 * Hook: `aaia_chatbot_settings_saved`. Resets the state when the owner changes how the server is reached.
	 *
	 * @param mixed $changed Names of the changed settings.
	 */
	public function settings_saved( mixed $changed ): void {
		if ( is_array( $changed ) && [] !== array_intersect( self::SETTINGS, $changed ) ) {
			$this->reset();
		}
	}

	/** Whether the client must not be called now. */
	public function is_paused( string $client ): bool {
		$state = $this->state();
		return $client === $state['client'] && $state['resting_until'] > $this->now();
	}

	public function failed( string $client, LlmFailure $failure ): void {
		$now    = $this->now();
		$since  = $now - $this->window;
		$state  = $this->state();
		$recent = $client === $state['client'] ? array_filter( $state['recent'], static fn( int $at ): bool => $at > $since ) : [];
		$rested = $client === $state['client'] && $state['resting_until'] > 0;
		if ( $failure->kind->is_outage() ) {
			$recent[] = $now;
		}
		// After a pause a single failure starts the next one.
		$rests = $failure->kind->is_outage() && ( $rested || count( $recent ) >= self::FAILURES );
		update_option( $this->option, [
			'client'        => $client,
			'recent'        => array_slice( array_values( $recent ), -self::FAILURES ),
			'resting_until' => $rests ? $now + $this->pause_seconds( $failure ) : ( $rested ? $state['resting_until'] : 0 ),
			'kind'          => $failure->kind->value,
			'sentence'      => $failure->getMessage(),
			'at'            => $now,
		], false );
		do_action( 'aaia_chatbot_log', 'warning', sprintf( '%s (%s): %s', $this->name, $failure->kind->value, $failure->getMessage() ) );
	}

	/** Records a success and ends the pause. The last failure stays readable. */
	public function succeeded( string $client ): void {
		$state = $this->state();
		if ( $client === $state['client'] && ( [] !== $state['recent'] || $state['resting_until'] > 0 ) ) {
			$state['recent']        = [];
			$state['resting_until'] = 0;
			update_option( $this->option, $state, false );
		}
	}

	/**
	 * The last failure, for the owner; null when there was none.
	 *
	 * @return ?array{client: string, kind: string, sentence: string, at: int, resting: bool, recovered: bool} `at` is a Unix time.
	 */
	public function last_failure(): ?array {
		$state = $this->state();
		if ( 0 === $state['at'] ) {
			return null;
		}
		return [
			'client'    => $state['client'],
			'kind'      => $state['kind'],
			'sentence'  => $state['sentence'],
			'at'        => $state['at'],
			'resting'   => $state['resting_until'] > $this->now(),
			'recovered' => [] === $state['recent'],
		];
	}

	/** Clears the state after changed settings or a successful test. */
	public function reset(): void {
		delete_option( $this->option );
	}

	/** Length of the pause: the provider's `Retry-After` is respected up to ten minutes. */
	private function pause_seconds( LlmFailure $failure ): int {
		return max( $this->rest, min( 600, $failure->retry_after ?? 0 ) );
	}

	private function now(): int {
		return $this->clock->now()->getTimestamp();
	}

	/** @return array{client: string, recent: list<int>, resting_until: int, kind: string, sentence: string, at: int} */
	private function state(): array {
		$stored = get_option( $this->option, [] );
		$stored = is_array( $stored ) ? $stored : [];
		return [
			'client'        => is_string( $stored['client'] ?? null ) ? $stored['client'] : '',
			'recent'        => array_values( array_filter( is_array( $stored['recent'] ?? null ) ? $stored['recent'] : [], is_int( ... ) ) ),
			'resting_until' => is_int( $stored['resting_until'] ?? null ) ? $stored['resting_until'] : 0,
			'kind'          => is_string( $stored['kind'] ?? null ) ? $stored['kind'] : '',
			'sentence'      => is_string( $stored['sentence'] ?? null ) ? $stored['sentence'] : '',
			'at'            => is_int( $stored['at'] ?? null ) ? $stored['at'] : 0,
		];
	}
}
