<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Health;

use Aaia\Chatbot\Content\IndexPost;
use Aaia\Chatbot\Jobs\Job;
use PHPUnit\Framework\Attributes\Group;

/** The REST routes of findings, for owners and authors. */
final class FindingsControllerTest extends HealthTestCase {

	private function known_page( string $title, string $text, int $author = 0 ): \WP_Post {
		$page = $this->page( $title, '<p>' . $text . '</p>', [ 'post_author' => $author, 'post_type' => 'post' ] );
		$this->services->get( IndexPost::class )->handle( new Job( 1, IndexPost::NAME, [ 'post' => $page->ID ], 1 ) );
		return $page;
	}

	/** @return array<string, mixed> */
	private function listed( string $query = '' ): array {
		return $this->rest( 'GET', '/knowledge/health' . $query )->get_data();
	}

	public function test_owners_see_both_sentences_with_links_to_read_and_to_edit_them(): void {
		$this->sign_in();
		$one = $this->known_page( 'Delivery', 'Standard delivery costs £5.' );
		$two = $this->known_page( 'FAQ', 'Standard delivery costs £6.' );
		$this->check();
		$finding = $this->listed( '?kind=price' )['items'][0];
		self::assertSame( 'Two prices', $finding['name'] );
		self::assertSame( 'This page says £5, another page says £6.', $finding['sentence'] );
		self::assertSame(
			[ 'Delivery', $one->ID, 'Standard delivery costs £5.', '£5' ],
			[ $finding['place']['title'], $finding['place']['post'], $finding['place']['quote'], $finding['place']['value'] ],
		);
		self::assertSame( get_permalink( $two ), $finding['other']['url'] );
		self::assertStringContainsString( 'post=' . $two->ID . '&action=edit', $finding['other']['edit_url'] );
		self::assertSame( [ 'link' => 0, 'expired' => 0, 'contradiction' => 1, 'ignored' => 0 ], $this->listed()['counts'] );
		self::assertSame( 0, $this->listed()['waiting'] );
	}

	public function test_an_author_sees_the_own_page_first_and_may_ignore_the_finding(): void {
		$author = $this->user( 'author' );
		$this->known_page( 'Delivery', 'Standard delivery costs £5.', $this->user( 'author' )->ID );
		$own = $this->known_page( 'FAQ', 'Standard delivery costs £6.', $author->ID );
		$this->check();
		wp_set_current_user( $author->ID );
		$health = $this->rest( 'GET', '/knowledge/health/posts/' . $own->ID )->get_data();
		self::assertTrue( $health['known'] );
		self::assertSame( 'This page says £6, another page says £5.', $health['items'][0]['sentence'] );
		self::assertNull( $health['items'][0]['other']['edit_url'], 'The other page is not the author’s to edit.' );
		$changed = $this->rest( 'PATCH', '/knowledge/health/' . $health['items'][0]['id'], [ 'ignored' => true ] );
		self::assertTrue( $changed->get_data()['ignored'] );
		self::assertSame( 403, $this->rest( 'GET', '/knowledge/health' )->get_status() );
	}

	public function test_findings_of_pages_one_may_not_edit_are_refused(): void {
		$page = $this->known_page( 'Delivery', 'Standard delivery costs £5.' );
		$this->known_page( 'FAQ', 'Standard delivery costs £6.' );
		$this->check();
		$id = $this->findings()[0]->id;
		foreach ( [
			0 => 401,
			$this->user( 'subscriber' )->ID => 403,
			$this->user( 'author' )->ID => 403,
			$this->user( 'contributor' )->ID => 403,
		] as $user => $status ) {
			wp_set_current_user( $user );
			self::assertSame( $status, $this->rest( 'GET', '/knowledge/health/posts/' . $page->ID )->get_status() );
			self::assertSame(
				$status,
				$this->rest( 'POST', '/knowledge/health/posts/' . $page->ID, [ 'title' => 'x', 'content' => 'x' ] )->get_status(),
			);
			self::assertSame( $status, $this->rest( 'PATCH', '/knowledge/health/' . $id, [ 'ignored' => true ] )->get_status() );
			self::assertSame(
				$status,
				$this->rest( 'PATCH', '/knowledge/health/999999', [ 'ignored' => true ] )->get_status(),
				'Nor whether a finding exists.',
			);
			self::assertSame( $status, $this->rest( 'GET', '/knowledge/health' )->get_status() );
		}
		self::assertFalse( $this->findings()[0]->ignored );
	}

	public function test_a_draft_is_checked_as_it_is_in_the_editor_and_nothing_is_stored(): void {
		$this->sign_in();
		$this->known_page( 'Delivery', 'Standard delivery costs £5.' );
		$draft = $this->page( 'Draft', '', [ 'post_status' => 'draft' ] );
		$this->check();
		$tables  = [ 'knowledge_findings', 'knowledge_claims', 'knowledge_links', 'knowledge_document_links' ];
		$count   = fn(): array => array_map(
			fn( string $table ): ?string => $this->database()->value( 'SELECT COUNT(*) FROM %i', $this->database()->table( $table ) ),
			$tables,
		);
		$before  = $count();
		$content = '<!-- wp:paragraph --><p>Standard delivery costs £6.</p><!-- /wp:paragraph --><p>Offer valid until 3 May 2025.</p><a href="'
			. home_url( '/?p=987654' ) . '">x</a><a href="https://example.org/">y</a>';
		$items   = $this->rest( 'POST', '/knowledge/health/posts/' . $draft->ID, [ 'title' => 'Shipping', 'content' => $content ] )
			->get_data()['items'];
		self::assertSame( [ 'link', 'expired', 'price' ], array_column( $items, 'kind' ) );
		self::assertSame( 'This page says £6, another page says £5.', $items[2]['sentence'] );
		self::assertSame( 'Delivery', $items[2]['other']['title'] );
		self::assertSame( $before, $count() );
	}

	public function test_a_draft_does_not_contradict_its_own_published_text(): void {
		$this->sign_in();
		$page = $this->known_page( 'Delivery', 'Standard delivery costs £5.' );
		$this->check();
		self::assertSame(
			[],
			$this->rest(
				'POST',
				'/knowledge/health/posts/' . $page->ID,
				[ 'title' => 'Delivery', 'content' => 'Standard delivery costs £6.' ],
			)->get_data()['items'],
		);
	}

	#[Group( 'hostile' )]
	public function test_hostile_drafts_are_refused_or_checked(): void {
		$this->sign_in();
		$draft = $this->page( 'Draft', '', [ 'post_status' => 'draft' ] );
		$route = '/knowledge/health/posts/' . $draft->ID;
		self::assertSame( 413, $this->rest( 'POST', $route, [ 'title' => 'x', 'content' => str_repeat( 'a', 200_001 ) ] )->get_status() );
		self::assertSame( 400, $this->rest( 'POST', $route, [ 'title' => 'x' ] )->get_status() );
		self::assertSame( 400, $this->rest( 'POST', $route, [ 'title' => 'x', 'content' => 'x', 'post' => 1 ] )->get_status() );
		foreach ( [
			'',
			str_repeat( '<div>', 30_000 ),
			str_repeat( 'Item costs £5, ', 13_000 ),
			'<a href="' . str_repeat( 'x', 100_000 ) . '">',
			'[gallery][caption]<a href=\'javascript:alert(1)\'>£5',
		] as $content ) {
			self::assertSame( 200, $this->rest( 'POST', $route, [ 'title' => 'x', 'content' => $content ] )->get_status() );
		}
	}

	public function test_the_list_is_paged_and_filtered_and_separates_ignored_findings(): void {
		$this->sign_in();
		for ( $number = 1; $number <= 5; $number++ ) {
			$this->known_page( "Offer $number", "Offer $number is valid until $number May 2025." );
		}
		$this->check();
		$page = $this->listed( '?kind=expired&per_page=2' );
		self::assertCount( 2, $page['items'] );
		$next = $this->listed( '?kind=expired&per_page=4&cursor=' . rawurlencode( $page['next_cursor'] ) );
		self::assertCount( 3, $next['items'] );
		self::assertNull( $next['next_cursor'] );
		self::assertCount( 5, array_unique( array_column( [ ...$page['items'], ...$next['items'] ], 'id' ) ) );
		self::assertSame( [], $this->listed( '?kind=contradiction' )['items'] );
		$this->rest( 'PATCH', '/knowledge/health/' . $page['items'][0]['id'], [ 'ignored' => true ] );
		self::assertCount( 4, $this->listed()['items'] );
		self::assertCount( 1, $this->listed( '?ignored=true' )['items'] );
		self::assertSame( 1, $this->listed()['counts']['ignored'] );
		self::assertSame( 410, $this->rest( 'GET', '/knowledge/health?cursor=nonsense' )->get_status() );
		self::assertSame( 400, $this->rest( 'GET', '/knowledge/health?kind=nonsense' )->get_status() );
		self::assertSame( 404, $this->rest( 'PATCH', '/knowledge/health/999999', [ 'ignored' => true ] )->get_status() );
	}
}
