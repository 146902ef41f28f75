<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rules;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Conditions\Trigger;

/** A stored alert rule: its condition and its recipients. */
final class AlertRule {

	/**
	 * @param int     $id      0 for the built-in rule on requests for a person while nobody changed it.
	 * @param string  $name    As the owner typed it.
	 * @param ?string $fault   Why the rule was switched off by itself; null otherwise.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $public_id,
		public readonly string $name,
		public readonly Trigger $kind,
		public readonly bool $enabled,
		public readonly RuleDefinition $definition,
		public readonly int $failures = 0,
		public readonly ?string $fault = null,
	) {}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		return new self(
			(int) $row['id'],
			(string) $row['public_id'],
			(string) $row['name'],
			Trigger::from( (string) $row['kind'] ),
			1 === (int) $row['enabled'],
			RuleDefinition::from_json( (string) $row['definition'] ),
			(int) $row['failures'],
			$row['fault']
		);
	}
}
