<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Outside;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Time;

/** An outside service as stored. */
final class OutsideService {

	/**
	 * @param string              $url        Incoming webhook, or the help desk's base URL.
	 * @param string              $account    Zendesk: the agent's address; Freshdesk: the requester's address for visitors without one.
	 * @param string              $secret     Decrypted: API token, or signing secret.
	 * @param ?string             $old_secret The one before, while receivers change over.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $public_id,
		public readonly ServiceKind $kind,
		public readonly string $name,
		public readonly string $url,
		public readonly string $account,
		public readonly string $secret,
		public readonly ?string $old_secret,
		public readonly ?\DateTimeImmutable $old_until,
	) {}

	/**
	 * @param array<string, ?string>    $row
	 * @param callable(string): ?string $open Decrypts.
	 */
	public static function from_row( array $row, callable $open ): self {
		return new self(
			(int) $row['id'],
			(string) $row['public_id'],
			ServiceKind::from( (string) $row['kind'] ),
			(string) $row['name'],
			(string) $row['url'],
			(string) $row['account'],
			null === $row['secret'] ? '' : ( $open( $row['secret'] ) ?? '' ),
			null === $row['old_secret'] ? null : $open( $row['old_secret'] ),
			Time::from_database( $row['old_until'] )
		);
	}
}
