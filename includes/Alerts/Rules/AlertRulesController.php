<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rules;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\AlertTemplates;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Mail\SiteLocale;
use Aaia\Chatbot\Mail\TestOutcomeResource;

/** The alert rules, and how often each recipient is notified. */
final class AlertRulesController extends StaffController {

	/** The id under which a new rule is saved. */
	private const NEW = 'new';

	public static function routes(): array {
		return [
			Operation::get( '/alert-rules', 'list', Capability::Manage )->answers( self::all() ),
			Operation::put( '/alert-rules/{id}', 'save', Capability::Manage )
				->takes( Schema::closed( RuleResource::written() ) )
				->answers( Schema::closed( [
					'rule'     => RuleResource::schema(),
					'warnings' => Schema::list_of( Schema::string() ),
				] )->named( 'SavedRule' ) )
				->named( 'SaveRule' ),
			Operation::delete( '/alert-rules/{id}', 'delete', Capability::Manage )
				->answers( Schema::closed( [ 'deleted' => Schema::bool() ] ) ),
			Operation::post( '/alert-rules/preview', 'preview', Capability::Manage )
				->takes( Schema::closed( RuleResource::written() ) )
				->answers( self::previewed() ),
			Operation::post( '/alert-rules/{id}/test', 'test', Capability::Manage )->answers( TestOutcomeResource::schema() ),
			Operation::put( '/alerts/people', 'choose_pace', Capability::Manage )
				->takes( self::person() )
				->answers( Schema::closed( [ 'saved' => Schema::bool() ] ) )
				->named( 'ChoosePace' ),
		];
	}

	public function __construct(
		private readonly RuleRepository $rules,
		private readonly RuleSet $rule_set,
		private readonly RuleValidator $validator,
		private readonly RulePreview $preview,
		private readonly RuleTrial $trial,
		private readonly RuleTest $test,
		private readonly NotificationPreferences $preferences,
		private readonly AlertTemplates $templates,
		private readonly SiteLocale $locale,
	) {}

	/** All rules, and the data of their editor. */
	public function list(): RouteResult {
		$items = [];
		foreach ( $this->rule_set->all() as $rule ) {
			$items[] = RuleResource::of( $rule, RuleSet::BUILT_IN === $rule->public_id );
		}
		return RouteResult::ok(
			[
				'items'     => $items,
				'variables' => AlertTemplates::VARIABLES,
				'defaults'  => $this->locale->run( fn(): array => $this->defaults() ),
				'roles'     => self::roles(),
				'people'    => $this->preferences->all(),
			]
		);
	}

	/** Saves a rule; the id `new` makes one. Answers the rule with warnings, or 400 with what is wrong. */
	public function save( Input $input, \WP_REST_Request $request ): RouteResult {
		$id    = $this->in_path( $request, 'id' );
		$rule  = RuleResource::read( $input, $id );
		$error = $this->validator->first_error( $rule->kind, $rule->definition );
		if ( null !== $error ) {
			return self::refused( $error );
		}
		$known = self::NEW === $id ? null : $this->rules->by_public_id( $id );
		return null === $known ? $this->add( $id, $rule ) : $this->replace( $known, $rule );
	}

	/** Deletes a rule; resets the built-in one to its defaults. */
	public function delete( Input $input, \WP_REST_Request $request ): RouteResult {
		$rule = $this->rules->by_public_id( $this->in_path( $request, 'id' ) );
		if ( null === $rule ) {
			return RouteResult::not_found();
		}
		$this->rules->remove( $rule->id );
		return RouteResult::ok( [ 'deleted' => true ] );
	}

	/** The mail an unsaved rule would send, and which past messages it fits. */
	public function preview( Input $input ): RouteResult {
		$rule     = RuleResource::read( $input );
		$error    = $this->validator->first_error( $rule->kind, $rule->definition );
		$no_trial = [
			'checked'  => 0,
			'found'    => 0,
			'examples' => [],
			'fault'    => null,
		];
		return RouteResult::ok(
			$this->preview->for_rule( $rule ) + [
				'objection' => $error,
				'warnings'  => $this->validator->warnings( $rule->kind, $rule->definition ),
				'trial'     => null === $error ? $this->trial->run( $rule->kind, $rule->definition ) : $no_trial,
			]
		);
	}

	/** Sends the rule's mail to its recipients at once, marked as a test. */
	public function test( Input $input, \WP_REST_Request $request ): RouteResult {
		$id   = $this->in_path( $request, 'id' );
		$rule = RuleSet::BUILT_IN === $id ? $this->rule_set->built_in() : $this->rules->by_public_id( $id );
		return null === $rule ? RouteResult::not_found() : RouteResult::ok( $this->test->send( $rule ) );
	}

	/** How often a recipient is notified: at once, in one mail an hour, or in one a day. */
	public function choose_pace( Input $input ): RouteResult {
		$address = $input->line( 'address' );
		if ( false === is_email( $address ) ) {
			/* translators: %s: what was typed. */
			$words = sprintf( __( '“%s” is not an e-mail address. Enter one such as support@example.com.', 'aaia-chatbot' ), $address );
			return RouteResult::problem( 400, 'aaia_invalid_address', $words );
		}
		$this->preferences->choose( $address, $input->line( 'pace' ) );
		return RouteResult::ok( [ 'saved' => true ] );
	}

	private function add( string $id, AlertRule $rule ): RouteResult {
		if ( self::NEW !== $id && RuleSet::BUILT_IN !== $id ) {
			return RouteResult::not_found();
		}
		if ( count( $this->rules->all() ) >= RuleRepository::MOST ) {
			return RouteResult::problem( 400, 'aaia_too_many', __( 'There are too many rules. Delete one first.', 'aaia-chatbot' ) );
		}
		return $this->saved( $this->rules->add( $rule->name, $rule->kind, $rule->enabled, $rule->definition, self::NEW === $id ? null : $id ) );
	}

	private function replace( AlertRule $known, AlertRule $rule ): RouteResult {
		if ( $known->kind !== $rule->kind ) {
			return self::refused( __( 'A rule keeps the kind it was made with. Make a new one instead.', 'aaia-chatbot' ) );
		}
		$this->rules->change( $known->id, $rule->name, $rule->enabled, $rule->definition );
		return $this->saved( $known->public_id );
	}

	private function saved( string $id ): RouteResult {
		$rule = $this->rules->by_public_id( $id );
		return null === $rule ? RouteResult::not_found() : RouteResult::ok(
			[
				'rule'     => RuleResource::of( $rule, RuleSet::BUILT_IN === $id ),
				'warnings' => $this->validator->warnings( $rule->kind, $rule->definition ),
			]
		);
	}

	private static function refused( string $words ): RouteResult {
		return RouteResult::problem( 400, 'aaia_invalid_rule', $words );
	}

	/** @return array<string, array{subject: string, other_subject: string, body: string}> Subjects to choose from and default body of mails by kind. */
	private function defaults(): array {
		$defaults = [];
		foreach ( Trigger::cases() as $kind ) {
			$defaults[ $kind->value ] = [
				'subject'       => $this->templates->subject( $kind ),
				'other_subject' => $this->templates->subject_with_question( $kind ),
				'body'          => $this->templates->body( $kind ),
			];
		}
		return $defaults;
	}

	/** @return list<array{id: string, name: string}> Roles whose members a rule can tell. */
	private static function roles(): array {
		$roles = [];
		foreach ( wp_roles()->get_names() as $id => $name ) {
			$roles[] = [
				'id'   => (string) $id,
				'name' => translate_user_role( $name ),
			];
		}
		return $roles;
	}

	private static function all(): Schema {
		$template = Schema::closed( [
			'subject'       => Schema::string(),
			'other_subject' => Schema::string(),
			'body'          => Schema::string(),
		] )->named( 'MailTemplate' );
		$role     = Schema::closed( [
			'id'   => Schema::string(),
			'name' => Schema::string(),
		] );
		$person   = Schema::closed( [
			'address' => Schema::string(),
			'pace'    => self::pace(),
		] )->named( 'PersonPace' );
		return Schema::closed(
			[
				'items'     => Schema::list_of( RuleResource::schema() ),
				'variables' => Schema::list_of( Schema::string() ),
				'defaults'  => Schema::map_of( $template ),
				'roles'     => Schema::list_of( $role ),
				'people'    => Schema::list_of( $person ),
			]
		)->named( 'AlertRules' );
	}

	private static function person(): Schema {
		return Schema::closed( [
			'address' => Schema::email(),
			'pace'    => self::pace(),
		] );
	}

	private static function pace(): Schema {
		return Schema::enum( NotificationPreferences::NOW, NotificationPreferences::HOURLY, NotificationPreferences::DAILY );
	}

	private static function previewed(): Schema {
		$example = Schema::closed( [
			'conversation' => Schema::string(),
			'text'         => Schema::string(),
			'matched'      => Schema::string(),
		] );
		$trial   = Schema::closed( [
			'checked'  => Schema::int(),
			'found'    => Schema::int(),
			'examples' => Schema::list_of( $example ),
			'fault'    => Schema::string()->nullable(),
		] )->named( 'RuleTrial' );
		return Schema::closed(
			[
				'subject'   => Schema::string(),
				'text'      => Schema::string(),
				'objection' => Schema::string()->nullable(),
				'warnings'  => Schema::list_of( Schema::string() ),
				'trial'     => $trial,
			]
		)->named( 'RulePreview' );
	}
}
