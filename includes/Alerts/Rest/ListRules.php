<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\AlertKind;
use Aaia\Chatbot\Alerts\AlertTexts;
use Aaia\Chatbot\Alerts\Rules\People;
use Aaia\Chatbot\Alerts\Rules\RuleBook;
use Aaia\Chatbot\Alerts\SiteLocale;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** GET /alert-rules: every rule, and what its editor needs to know. */
final class ListRules extends StaffRoute {

	public function __construct(
		private readonly RuleBook $book,
		private readonly People $people,
		private readonly AlertTexts $texts,
		private readonly SiteLocale $locale,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/alert-rules';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'items'     => Schema::list_of( RuleShape::schema() ),
				'variables' => Schema::list_of( Schema::string() ),
				'defaults'  => Schema::map_of(
					Schema::closed(
						[
							'subject' => Schema::string(),
							'body'    => Schema::string(),
						]
					)->named( 'MailTemplate' )
				),
				'roles'     => Schema::list_of(
					Schema::closed(
						[
							'id'   => Schema::string(),
							'name' => Schema::string(),
						]
					)
				),
				'people'    => Schema::list_of(
					Schema::closed(
						[
							'address' => Schema::string(),
							'pace'    => Schema::enum( People::NOW, People::HOURLY, People::DAILY ),
						]
					)->named( 'PersonPace' )
				),
			]
		)->named( 'AlertRules' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$items = [];
		foreach ( $this->book->all() as $rule ) {
			$items[] = RuleShape::of( $rule, RuleBook::BUILT_IN === $rule->public_id );
		}
		$roles = [];
		foreach ( wp_roles()->get_names() as $id => $name ) {
			$roles[] = [
				'id'   => (string) $id,
				'name' => translate_user_role( $name ),
			];
		}
		return RouteResult::ok(
			[
				'items'     => $items,
				'variables' => AlertTexts::VARIABLES,
				'defaults'  => $this->locale->speak( fn(): array => $this->defaults() ),
				'roles'     => $roles,
				'people'    => $this->people->all(),
			]
		);
	}

	/** @return array<string, array{subject: string, body: string}> */
	private function defaults(): array {
		$defaults = [];
		foreach ( AlertKind::cases() as $kind ) {
			$defaults[ $kind->value ] = [
				'subject' => $this->texts->subject( $kind ),
				'body'    => $this->texts->body( $kind ),
			];
		}
		return $defaults;
	}
}
