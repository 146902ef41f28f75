<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content;

use Aaia\Chatbot\Content\ContentSettings;
use Aaia\Chatbot\Settings\Settings;

/** The kinds of content an owner can choose from. */
final class SourcesControllerTest extends KnowledgeTestCase {

	protected function tearDown(): void {
		foreach ( [ 'recipe', 'secret_recipe' ] as $type ) {
			if ( post_type_exists( $type ) ) {
				unregister_post_type( $type );
			}
		}
		parent::tearDown();
	}

	/** @return array<string, array{name: string, label: string, published: int, there: bool}> */
	private function kinds(): array {
		return array_column( $this->rest( 'GET', '/knowledge/content' )->get_data()['items'], null, 'name' );
	}

	public function test_the_sites_public_kinds_are_shown_by_name_and_number_and_no_others(): void {
		$this->sign_in();
		register_post_type( 'recipe', [ 'label' => 'Recipes & more', 'public' => true ] );
		register_post_type( 'secret_recipe', [ 'label' => 'Secrets', 'public' => false ] );
		$this->page( 'Soup', 'x', [ 'post_type' => 'recipe' ] );
		$this->page( 'Stew', 'x', [ 'post_type' => 'recipe', 'post_status' => 'draft' ] );
		$kinds = $this->kinds();
		self::assertSame( [ 'name' => 'recipe', 'label' => 'Recipes & more', 'published' => 1, 'there' => true ], $kinds['recipe'] );
		self::assertSame(
			[],
			array_intersect( [ 'secret_recipe', 'attachment', 'nav_menu_item', 'revision', 'wp_block' ], array_keys( $kinds ) ),
		);
		self::assertArrayHasKey( 'page', $kinds );
	}

	public function test_a_post_type_of_an_inactive_plugin_is_shown_as_missing_and_found_again_when_it_returns(): void {
		$this->sign_in();
		$this->services->get( Settings::class )->save( [ ContentSettings::POST_TYPES => [ 'page', 'recipe' ] ] );
		self::assertSame( [ 'name' => 'recipe', 'label' => 'recipe', 'published' => 0, 'there' => false ], $this->kinds()['recipe'] );
		register_post_type( 'recipe', [ 'label' => 'Recipes', 'public' => true ] );
		self::assertTrue( $this->kinds()['recipe']['there'] );
	}

	public function test_products_are_read_as_soon_as_there_is_a_shop_and_not_shown_as_missing_before(): void {
		$this->sign_in();
		self::assertContains( 'product', $this->services->get( Settings::class )->list( ContentSettings::POST_TYPES ) );
		self::assertSame( post_type_exists( 'product' ), isset( $this->kinds()['product'] ) );
	}

	public function test_a_source_says_that_it_will_be_read_as_soon_as_the_owner_chose_it(): void {
		$this->sign_in();
		$state = fn(): string => array_column( $this->rest( 'GET', '/knowledge/sources' )->get_data()['items'], 'state', 'name' )['files'];
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'jobs' ) );
		self::assertSame( 'idle', $state() );
		$this->rest( 'PUT', '/settings', [ ContentSettings::FILES => true ] );
		self::assertSame( 'queued', $state() );

		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'jobs' ) );
		$this->rest( 'POST', '/knowledge/sources/files/sync' );
		self::assertSame( 'queued', $state() );
	}

	public function test_only_owners_see_them(): void {
		self::assertSame( 401, $this->rest( 'GET', '/knowledge/content' )->get_status() );
		$this->sign_in( 'editor' );
		self::assertSame( 403, $this->rest( 'GET', '/knowledge/content' )->get_status() );
	}
}
