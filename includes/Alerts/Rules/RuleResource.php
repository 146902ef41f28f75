<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rules;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Conditions\BoundedRegex;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Schema;

/** An alert rule as the settings screen reads and writes it. */
final class RuleResource {

	/**
	 * What is written.
	 *
	 * @return array<string, Schema>
	 */
	public static function written(): array {
		return [
			'name'       => Schema::text( 120 ),
			'kind'       => self::kind(),
			'enabled'    => Schema::bool(),
			'definition' => self::definition(),
		];
	}

	public static function schema(): Schema {
		return Schema::closed(
			[
				'id'       => Schema::string(),
				'built_in' => Schema::bool(),
				'fault'    => Schema::string()->nullable(),
			] + self::written()
		)->named( 'AlertRule' );
	}

	public static function kind(): Schema {
		return Schema::enum( ...array_column( Trigger::cases(), 'value' ) )->named( 'AlertKind' );
	}

	public static function definition(): Schema {
		$addresses = Schema::list_of( Schema::email(), 50 );
		return Schema::closed(
			[
				'words'      => Schema::list_of( Schema::text( 100, 1 ), 100 ),
				'patterns'   => Schema::list_of( Schema::text( 500, 1 ), 20 ),
				'recipients' => $addresses,
				'roles'      => Schema::list_of( Schema::text( 60, 1 ), 20 ),
				'services'   => Schema::list_of( Schema::id(), 20 ),
				'languages'  => Schema::list_of( Schema::text( 20, 1 ), 30 ),
				'pages'      => Schema::list_of( Schema::text( 300, 1 ), 50 ),
				'reasons'    => Schema::list_of( Schema::enum( ...array_column( SupportReason::cases(), 'value' ) ), 10 ),
				'hours'      => Schema::enum( 'any', 'open', 'closed' ),
				'categories' => Schema::list_of( Schema::text( 20, 1 ), 50 )->optional(),
				'cap'        => Schema::int( 1, 1000 ),
				'subject'    => Schema::text( 200 ),
				'body'       => Schema::text( 8000 ),
				'tag'        => Schema::text( 60 ),
				'urgent'     => Schema::bool(),
				'minutes'    => Schema::int( 0, 10_080 ),
				'ladder'     => $addresses,
				'resolved'   => Schema::bool(),
			]
		)->named( 'RuleDefinition' );
	}

	/** @return array<string, mixed> */
	public static function of( AlertRule $rule, bool $built_in ): array {
		return [
			'id'         => $rule->public_id,
			'built_in'   => $built_in,
			'name'       => $rule->name,
			'kind'       => $rule->kind->value,
			'enabled'    => $rule->enabled,
			'fault'      => null === $rule->fault ? null : BoundedRegex::explain( $rule->fault ),
			'definition' => $rule->definition->to_array(),
		];
	}

	/** What was sent, as a rule. */
	public static function read( Input $input, string $id = '' ): AlertRule {
		$definition = $input->object( 'definition' );
		return new AlertRule(
			0,
			$id,
			$input->line( 'name' ),
			Trigger::from( $input->line( 'kind' ) ),
			$input->bool( 'enabled' ),
			RuleDefinition::from_array( null === $definition ? [] : $definition->all() )
		);
	}
}
