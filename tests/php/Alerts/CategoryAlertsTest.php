<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Alerts;

use Aaia\Chatbot\Alerts\AlertRepository;
use Aaia\Chatbot\Alerts\Rules\RuleDefinition;
use Aaia\Chatbot\Alerts\Rules\RuleRepository;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Conversations\CategoryService;
use Aaia\Chatbot\Events\Dispatcher;
use Aaia\Chatbot\Tests\Inbox\InboxTestCase;

/** A conversation that is put into a category alerts by the rules of that category. */
final class CategoryAlertsTest extends InboxTestCase {

	private int $urgent = 0;

	private int $usual = 0;

	protected function setUp(): void {
		parent::setUp();
		$this->sign_in();
		$service      = $this->services->get( CategoryService::class );
		$this->urgent = $service->create( 'Safety', null, true, 1 )->id;
		$this->usual  = $service->create( 'Delivery', null, false, 1 )->id;
		$this->services->get( Dispatcher::class )->drain( 5.0 );
	}

	public function test_the_critical_category_alerts_where_the_rule_names_none(): void {
		$this->rule( [] );
		self::assertSame( [ [], [ 'Safety' ] ], [ $this->alerts_of( $this->usual ), $this->alerts_of( $this->urgent ) ] );
	}

	public function test_a_rule_can_name_its_categories(): void {
		$this->rule( [ 'categories' => [ (string) $this->usual ] ] );
		self::assertSame( [ [ 'Delivery' ], [] ], [ $this->alerts_of( $this->usual ), $this->alerts_of( $this->urgent ) ] );
	}

	public function test_taking_a_conversation_out_of_its_category_and_choosing_the_same_again_alert_nobody_twice(): void {
		$this->rule( [] );
		$id = $this->says( 'The brake broke' )->conversation->id;
		foreach ( [ $this->urgent, null, $this->urgent ] as $category ) {
			$this->services->get( CategoryService::class )->choose( $id, $category, 1 );
			$this->services->get( Dispatcher::class )->drain( 5.0 );
		}
		self::assertCount( 1, $this->services->get( AlertRepository::class )->for_conversation( $id ) );
	}

	public function test_a_rule_keeps_its_categories_through_the_settings_screen(): void {
		$rule = [ 'name' => 'Safety', 'kind' => 'category', 'enabled' => true ];
		$new  = ( new RuleDefinition() )->to_array();
		self::assertSame( [], $new['categories'] );
		$saved = $this->rest( 'PUT', '/alert-rules/new', $rule + [ 'definition' => [ 'categories' => [ (string) $this->usual ] ] + $new ] );
		self::assertContains( $saved->get_status(), [ 200, 201 ], (string) wp_json_encode( $saved->get_data() ) );
		$listed = (string) wp_json_encode( $this->rest( 'GET', '/alert-rules' )->get_data() );
		self::assertStringContainsString( '"categories":["' . $this->usual . '"]', $listed );
	}

	/** @param array<string, mixed> $definition */
	private function rule( array $definition ): void {
		$this->services->get( RuleRepository::class )->add( 'By category', Trigger::Category, true, RuleDefinition::from_array( $definition ) );
	}

	/** @return list<string> What matched, in a new conversation that is put into a category. */
	private function alerts_of( int $category ): array {
		$id = $this->says( 'The brake broke' )->conversation->id;
		$this->services->get( CategoryService::class )->choose( $id, $category, 1 );
		$this->services->get( Dispatcher::class )->drain( 5.0 );
		$rows = $this->database()->rows( 'SELECT matched FROM %i WHERE conversation_id = %d', $this->database()->table( 'alerts' ), $id );
		return array_map( static fn( array $row ): string => (string) $row['matched'], $rows );
	}
}
