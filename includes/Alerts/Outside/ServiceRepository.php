<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Outside;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SecretBox;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/** SQL of the outside services; secrets are encrypted in the table. */
final class ServiceRepository {

	/** An old signing secret signs along for this long after a new one was made. */
	private const OVERLAP = '+24 hours';

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly SecretBox $box,
	) {}

	/** @return list<OutsideService> */
	public function all(): array {
		return array_map(
			$this->read( ... ),
			$this->database->rows( 'SELECT * FROM %i ORDER BY id LIMIT 50', $this->database->table( 'alert_services' ) )
		);
	}

	public function by_public_id( string $public_id ): ?OutsideService {
		$row = $this->database->row( 'SELECT * FROM %i WHERE public_id = %s', $this->database->table( 'alert_services' ), $public_id );
		return null === $row || $row['public_id'] !== $public_id ? null : $this->read( $row );
	}

	/**
	 * Services by public id.
	 *
	 * @param list<string> $public_ids
	 *
	 * @return array<string, OutsideService> By public id.
	 */
	public function several( array $public_ids ): array {
		if ( [] === $public_ids ) {
			return [];
		}
		$marks = implode( ', ', array_fill( 0, count( $public_ids ), '%s' ) );
		$rows  = $this->database->rows(
			'SELECT * FROM %i WHERE public_id IN (' . $marks . ')',
			$this->database->table( 'alert_services' ),
			...$public_ids
		);
		$found = [];
		foreach ( $rows as $row ) {
			$found[ (string) $row['public_id'] ] = $this->read( $row );
		}
		return $found;
	}

	/** @return string Public id of the new service. */
	public function add( ServiceKind $kind, string $name, string $url, string $account, string $secret ): string {
		$public_id = Ids::random();
		$this->database->insert(
			'alert_services',
			[
				'public_id'  => $public_id,
				'kind'       => $kind->value,
				'name'       => $name,
				'url'        => $url,
				'account'    => $account,
				'secret'     => '' === $secret ? null : $this->box->seal( $secret ),
				'created_at' => Time::to_database( $this->clock->now() ),
			]
		);
		return $public_id;
	}

	/**
	 * Changes a service.
	 *
	 * @param ?string $secret Null keeps the one there is; a webhook's old one signs along for a day.
	 */
	public function change( OutsideService $service, string $name, string $url, string $account, ?string $secret ): void {
		$changes = [
			'name'    => $name,
			'url'     => $url,
			'account' => $account,
		];
		if ( null !== $secret && $secret !== $service->secret ) {
			$changes['secret']     = '' === $secret ? null : $this->box->seal( $secret );
			$changes['old_secret'] = '' === $service->secret || ServiceKind::Webhook !== $service->kind
				? null
				: $this->box->seal( $service->secret );
			$changes['old_until']  = Time::to_database( $this->clock->now()->modify( self::OVERLAP ) );
		}
		$this->database->update( 'alert_services', $changes, [ 'id' => $service->id ] );
	}

	public function remove( int $id ): void {
		$this->database->delete( 'alert_services', [ 'id' => $id ] );
	}

	/** @param array<string, ?string> $row */
	private function read( array $row ): OutsideService {
		return OutsideService::from_row( $row, $this->box->open( ... ) );
	}
}
