<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rules;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/** SQL of the alert rules. */
final class RuleRepository {

	/** More rules than this are refused: each message is matched against all. */
	public const MOST = 100;

	/** Failures of its regular expressions after which a rule is switched off. */
	public const FAILURES = 3;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/** @return list<AlertRule> All, oldest first. */
	public function all(): array {
		return array_map(
			AlertRule::from_row( ... ),
			$this->database->rows( 'SELECT * FROM %i ORDER BY id LIMIT %d', $this->database->table( 'alert_rules' ), self::MOST )
		);
	}

	/** @return list<AlertRule> Those of a kind that are switched on. */
	public function active( Trigger $kind ): array {
		return array_map( AlertRule::from_row( ... ), $this->database->rows(
			'SELECT * FROM %i WHERE kind = %s AND enabled = 1 ORDER BY id LIMIT %d',
			$this->database->table( 'alert_rules' ),
			$kind->value,
			self::MOST
		) );
	}

	/**
	 * Those of some kinds that are switched on, in one query.
	 *
	 * @param non-empty-list<Trigger> $kinds
	 *
	 * @return array<string, list<AlertRule>> By the kind's value, oldest first; a kind without rules is left out.
	 */
	public function active_by_kind( array $kinds ): array {
		$marks   = implode( ', ', array_fill( 0, count( $kinds ), '%s' ) );
		$values  = array_map( static fn( Trigger $kind ): string => $kind->value, $kinds );
		$by_kind = [];
		foreach ( $this->database->rows(
			'SELECT * FROM %i WHERE kind IN (' . $marks . ') AND enabled = 1 ORDER BY id LIMIT %d',
			$this->database->table( 'alert_rules' ),
			...[ ...$values, self::MOST * count( $kinds ) ]
		) as $row ) {
			$by_kind[ (string) $row['kind'] ][] = AlertRule::from_row( $row );
		}
		return array_map( static fn( array $rules ): array => array_slice( $rules, 0, self::MOST ), $by_kind );
	}

	public function by_id( int $id ): ?AlertRule {
		$row = $this->database->row( 'SELECT * FROM %i WHERE id = %d', $this->database->table( 'alert_rules' ), $id );
		return null === $row ? null : AlertRule::from_row( $row );
	}

	public function by_public_id( string $public_id ): ?AlertRule {
		$row = $this->database->row( 'SELECT * FROM %i WHERE public_id = %s', $this->database->table( 'alert_rules' ), $public_id );
		return null === $row || $row['public_id'] !== $public_id ? null : AlertRule::from_row( $row );
	}

	/** @return string The new rule's public id: the one given, or a random one. */
	public function add( string $name, Trigger $kind, bool $enabled, RuleDefinition $definition, ?string $public_id = null ): string {
		$public_id ??= Ids::random();
		$now         = Time::to_database( $this->clock->now() );
		$this->database->insert(
			'alert_rules',
			[
				'public_id'  => $public_id,
				'name'       => $name,
				'kind'       => $kind->value,
				'enabled'    => $enabled ? 1 : 0,
				'definition' => $definition->to_json(),
				'created_at' => $now,
				'updated_at' => $now,
			]
		);
		return $public_id;
	}

	/** Saves a rule and clears its failures. */
	public function change( int $id, string $name, bool $enabled, RuleDefinition $definition ): void {
		$this->database->update(
			'alert_rules',
			[
				'name'       => $name,
				'enabled'    => $enabled ? 1 : 0,
				'definition' => $definition->to_json(),
				'failures'   => 0,
				'fault'      => null,
				'updated_at' => Time::to_database( $this->clock->now() ),
			],
			[ 'id' => $id ]
		);
	}

	public function remove( int $id ): void {
		$this->database->delete( 'alert_rules', [ 'id' => $id ] );
	}

	/** Counts a failure of a rule and switches it off at the limit. @return bool Whether it was switched off now. */
	public function note_failure( AlertRule $rule, string $fault, int $limit ): bool {
		$this->database->execute(
			'UPDATE %i SET failures = failures + 1, fault = %s WHERE id = %d',
			$this->database->table( 'alert_rules' ),
			mb_substr( $fault, 0, 500 ),
			$rule->id
		);
		return 1 === $this->database->execute(
			'UPDATE %i SET enabled = 0 WHERE id = %d AND enabled = 1 AND failures >= %d',
			$this->database->table( 'alert_rules' ),
			$rule->id,
			$limit
		);
	}

	/** @return list<AlertRule> Rules that were switched off because they failed. */
	public function faulty(): array {
		return array_map( AlertRule::from_row( ... ), $this->database->rows(
			'SELECT * FROM %i WHERE enabled = 0 AND fault IS NOT NULL ORDER BY id LIMIT 20',
			$this->database->table( 'alert_rules' )
		) );
	}
}
