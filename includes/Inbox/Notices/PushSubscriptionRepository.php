<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Notices;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SecretBox;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\SiteState;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/**
 * SQL of the table `push_subscriptions`. Endpoints and keys are encrypted in it.
 *
 * Whether there is any is noted in the autoloaded state, so that sites without cost no query.
 */
final class PushSubscriptionRepository {

	/** Browsers of one agent, at most; a further one replaces the one used least recently. */
	public const MOST = 10;

	/** Agents notified of one event. */
	private const AGENTS = 500;

	private const STATE = 'push';

	public function __construct(
		private readonly Database $database,
		private readonly SecretBox $box,
		private readonly SiteState $state,
		private readonly Clock $clock,
	) {}

	/** Whether anybody may have subscribed. Costs no query. */
	public function is_used(): bool {
		return true === $this->state->get( self::STATE );
	}

	/**
	 * Stores a browser's subscription; a browser that is known is its present user's from now on.
	 *
	 * @param ?string $session See PushSubscription.
	 */
	public function save(
		int $user_id,
		string $endpoint,
		string $point,
		#[\SensitiveParameter] string $auth,
		string $label,
		?string $session,
	): PushSubscription {
		$now    = Time::to_database( $this->clock->now() );
		$hash   = hash( 'sha256', $endpoint );
		$sealed = $this->box->seal( (string) wp_json_encode( [ $endpoint, Ids::base64url( $point ), Ids::base64url( $auth ) ] ) );
		$same   = [ 'user_id' => $user_id, 'sealed' => $sealed, 'label' => $label, 'session' => $session, 'seen_at' => $now ];
		if ( null === $this->database->insert_new( 'push_subscriptions', array_filter( $same, 'is_scalar' ) + [
			'public_id'     => Ids::random(),
			'endpoint_hash' => $hash,
			'created_at'    => $now,
		] ) ) {
			$this->database->update( 'push_subscriptions', $same, [ 'endpoint_hash' => $hash ] );
		}
		foreach ( array_slice( $this->of_user( $user_id ), self::MOST ) as $surplus ) {
			$this->remove( $surplus->id );
		}
		$this->is_used() || $this->state->set( self::STATE, true );
		return $this->by_endpoint( $endpoint ) ?? throw new \RuntimeException( 'The subscription is gone.' );
	}

	/** @return list<PushSubscription> The last used first. */
	public function of_user( int $user_id ): array {
		return $this->read( $this->database->rows(
			'SELECT * FROM %i WHERE user_id = %d ORDER BY seen_at DESC, id DESC LIMIT 100',
			$this->database->table( 'push_subscriptions' ),
			$user_id
		) );
	}

	public function by_public_id( string $public_id ): ?PushSubscription {
		$found = $this->one( 'public_id', $public_id );
		return $public_id === $found?->public_id ? $found : null;
	}

	public function by_endpoint( string $endpoint ): ?PushSubscription {
		return $this->one( 'endpoint_hash', hash( 'sha256', $endpoint ) );
	}

	/** @return list<int> Users who have subscribed. */
	public function users(): array {
		return array_map( static fn( array $row ): int => (int) $row['user_id'], $this->database->rows(
			'SELECT DISTINCT user_id FROM %i ORDER BY user_id LIMIT %d',
			$this->database->table( 'push_subscriptions' ),
			self::AGENTS
		) );
	}

	public function note_success( int $id ): void {
		$this->database->update(
			'push_subscriptions',
			[ 'sent_at' => Time::to_database( $this->clock->now() ), 'failures' => 0 ],
			[ 'id' => $id ]
		);
	}

	public function note_failure( int $id ): void {
		$this->database->execute( 'UPDATE %i SET failures = failures + 1 WHERE id = %d', $this->database->table( 'push_subscriptions' ), $id );
	}

	public function remove( int $id ): void {
		$this->database->delete( 'push_subscriptions', [ 'id' => $id ] );
	}

	/** Hash of the current sign-in; empty where there is none, as with application passwords. */
	public static function session(): string {
		$token = wp_get_session_token();
		return '' === $token ? '' : hash_hmac( 'sha256', "push $token", wp_salt( 'nonce' ) );
	}

	/** Removes what ends with this sign-in. Hook: `wp_logout`. */
	public function forget_session(): void {
		$session = $this->is_used() ? self::session() : '';
		if ( '' !== $session ) {
			$this->database->delete( 'push_subscriptions', [ 'session' => $session ] );
		}
	}

	/** Removes all of a user. Hooks: `deleted_user`, `remove_user_from_blog`. */
	public function forget_user( int $user_id ): void {
		if ( $this->is_used() ) {
			$this->database->delete( 'push_subscriptions', [ 'user_id' => $user_id ] );
		}
	}

	private function one( string $column, string $value ): ?PushSubscription {
		return $this->read( $this->database->rows(
			'SELECT * FROM %i WHERE %i = %s',
			$this->database->table( 'push_subscriptions' ),
			$column,
			$value
		) )[0] ?? null;
	}

	/**
	 * Without those that cannot be decrypted, because the salts changed.
	 *
	 * @param list<array<string, ?string>> $rows
	 *
	 * @return list<PushSubscription>
	 */
	private function read( array $rows ): array {
		$read = [];
		foreach ( $rows as $row ) {
			$secret = json_decode( $this->box->open( (string) $row['sealed'] ) ?? '', true );
			if ( is_array( $secret ) && 3 === count( $secret ) ) {
				$read[] = new PushSubscription(
					(int) $row['id'],
					(string) $row['public_id'],
					(int) $row['user_id'],
					(string) $secret[0],
					Ids::from_base64url( (string) $secret[1] ) ?? '',
					Ids::from_base64url( (string) $secret[2] ) ?? '',
					(string) $row['label'],
					$row['session'],
					Time::required( $row['created_at'] ),
					Time::from_database( $row['sent_at'] ),
					(int) $row['failures'],
				);
			}
		}
		return $read;
	}
}
