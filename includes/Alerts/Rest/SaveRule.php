<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Rules\RuleBook;
use Aaia\Chatbot\Alerts\Rules\RuleCheck;
use Aaia\Chatbot\Alerts\Rules\RuleRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** PUT /alert-rules/{id}: saves a rule; the id `new` makes one. Answers the rule with warnings, or 400 with what is wrong. */
final class SaveRule extends StaffRoute {

	private const NEW = 'new';

	public function __construct(
		private readonly RuleRepository $rules,
		private readonly RuleCheck $check,
	) {}

	public function method(): string {
		return 'PUT';
	}

	public function path(): string {
		return '/alert-rules/{id}';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function schema(): Schema {
		return Schema::closed( RuleShape::written() );
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'rule'     => RuleShape::schema(),
				'warnings' => Schema::list_of( Schema::string() ),
			]
		)->named( 'SavedRule' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$id        = $this->in_path( $request, 'id' );
		$rule      = RuleShape::read( $input, $id );
		$objection = $this->check->objection( $rule->kind, $rule->definition );
		if ( null !== $objection ) {
			return RouteResult::problem( 400, 'aaia_invalid_rule', $objection );
		}
		$known = self::NEW === $id ? null : $this->rules->by_public_id( $id );
		if ( null !== $known ) {
			if ( $known->kind !== $rule->kind ) {
				return RouteResult::problem( 400, 'aaia_invalid_rule', __( 'A rule keeps the kind it was made with. Make a new one instead.', 'aaia-chatbot' ) );
			}
			$this->rules->change( $known->id, $rule->name, $rule->enabled, $rule->definition );
		} elseif ( self::NEW === $id || RuleBook::BUILT_IN === $id ) {
			if ( count( $this->rules->all() ) >= RuleRepository::MOST ) {
				return RouteResult::problem( 400, 'aaia_too_many', __( 'There are too many rules. Delete one first.', 'aaia-chatbot' ) );
			}
			$id = $this->rules->add( $rule->name, $rule->kind, $rule->enabled, $rule->definition, self::NEW === $id ? null : $id );
		} else {
			return RouteResult::not_found();
		}
		$saved = $this->rules->by_public_id( $id );
		return null === $saved ? RouteResult::not_found() : RouteResult::ok(
			[
				'rule'     => RuleShape::of( $saved, RuleBook::BUILT_IN === $id ),
				'warnings' => $this->check->warnings( $saved->kind, $saved->definition ),
			]
		);
	}
}
