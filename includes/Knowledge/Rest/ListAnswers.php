<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Knowledge\DocumentDesk;
use Aaia\Chatbot\Knowledge\Sources\AnswerRepository;
use Aaia\Chatbot\Knowledge\Sources\WrittenAnswer;

/** GET /knowledge/answers: the answers people wrote, newest first, and the languages one can be written in. */
final class ListAnswers extends StaffRoute {

	private const SCOPE = 'knowledge-answers';

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
		return KeysetPage::query( [ 'text' => Schema::text( 200 )->optional() ] );
	}

	public function answer(): Schema {
		return KeysetPage::answer( AnswerShape::schema(), [ 'languages' => Schema::list_of( Schema::string() ) ] )->named( 'WrittenAnswers' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$text = $input->line( 'text' );
		$page = KeysetPage::read(
			$this->cursor,
			$input,
			self::SCOPE,
			fn( ?int $before, int $limit ): array => $this->answers->before( $before, $text, $limit ),
			static fn( WrittenAnswer $answer, int $row ): int => $row
		);
		return null === $page ? KeysetPage::expired() : RouteResult::ok( $page->body( AnswerShape::of( ... ) ) + [ 'languages' => $this->languages() ] );
	}

	/** @return list<string> Of the site, of what is installed, and of what is known; the assistant's own two always. */
	private function languages(): array {
		$locales   = [ get_locale(), 'en', 'fr', ...get_available_languages(), ...$this->documents->languages() ];
		$languages = array_map( static fn( string $locale ): string => strtolower( (string) preg_replace( '/[_-].*$/', '', $locale ) ), $locales );
		return array_values( array_unique( array_filter( $languages, static fn( string $language ): bool => 1 === preg_match( '/\A[a-z]{2,3}\z/', $language ) ) ) );
	}
}
