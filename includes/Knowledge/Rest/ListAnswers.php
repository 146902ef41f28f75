<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Knowledge\DocumentDesk;
use Aaia\Chatbot\Knowledge\Sources\AnswerRepository;

/** GET /knowledge/answers: the answers people wrote, newest first, and the languages one can be written in. */
final class ListAnswers extends StaffRoute {

	private const SCOPE = 'knowledge-answers';

	private const PER_PAGE = 25;

	public function __construct(
		private readonly AnswerRepository $answers,
		private readonly DocumentDesk $documents,
		private readonly Cursor $cursor,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/knowledge/answers';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'text'     => Schema::text( 200 )->optional(),
				'cursor'   => Schema::text( 200 )->optional(),
				'per_page' => Schema::int( 1, 100 )->optional(),
			]
		);
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'items'       => Schema::list_of( AnswerShape::schema() ),
				'next_cursor' => Schema::string()->nullable(),
				'languages'   => Schema::list_of( Schema::string() ),
			]
		)->named( 'WrittenAnswers' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$before = null;
		if ( '' !== $input->line( 'cursor' ) ) {
			$before = $this->cursor->open( $input->line( 'cursor' ), self::SCOPE );
			if ( null === $before ) {
				return RouteResult::problem( 410, 'aaia_cursor_expired', __( 'This page of the list is no longer valid. Load the list again.', 'aaia-chatbot' ) );
			}
		}
		$limit = $input->int( 'per_page', self::PER_PAGE );
		$found = $this->answers->before( $before, $input->line( 'text' ), $limit + 1 );
		$page  = array_slice( $found, 0, $limit, true );
		return RouteResult::ok(
			[
				'items'       => array_map( AnswerShape::of( ... ), array_values( $page ) ),
				'next_cursor' => count( $found ) > $limit ? $this->cursor->seal( (int) array_key_last( $page ), self::SCOPE ) : null,
				'languages'   => $this->languages(),
			]
		);
	}

	/** @return list<string> Of the site, of what is installed, and of what is known; the assistant's own two always. */
	private function languages(): array {
		$locales   = [ get_locale(), 'en', 'fr', ...get_available_languages(), ...$this->documents->languages() ];
		$languages = array_map( static fn( string $locale ): string => strtolower( (string) preg_replace( '/[_-].*$/', '', $locale ) ), $locales );
		return array_values( array_unique( array_filter( $languages, static fn( string $language ): bool => 1 === preg_match( '/\A[a-z]{2,3}\z/', $language ) ) ) );
	}
}
